using HtmIt.Engine.Kernels;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Parameters;
using HtmIt.Engine.Reference;
using Memory = HtmIt.Engine.SequenceMemory.TemporalMemory;

namespace HtmIt.Engine.Tests.SequenceMemory;

/// <summary>The fast temporal memory against the plain one: same rules, same random choices, same bits.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ReferenceAgreementTests
{
    private const int Columns = 256;
    private const int Unit = 128;

    [TestCase(KernelLevel.Scalar, 0, 32)]
    [TestCase(KernelLevel.Vector256, 1, 32)]
    [TestCase(KernelLevel.Vector512, 1, 16)]
    public void Compute_ThousandsOfRows_EqualsTheReference(KernelLevel level, int punishment, int maxSynapses)
    {
        var parameters = ModelParameters.Default with
        {
            OneLearningSegmentPerColumn = false,
            MaxSynapsesPerSegment = maxSynapses,
            PredictedSegmentDecrement = (double)punishment / Unit,
            MaxSegments = 32_768,
            MaxSegmentsPerCell = 255,
        };
        var fast = new Memory(parameters, level);
        var plain = new ReferenceTemporalMemory(Plain(parameters), new SharedRandom(parameters.Seed));
        var random = new Random(17);
        for (var row = 0; row < 2_000; row++)
        {
            var columns = Pattern(random, row, parameters.ActiveColumns);
            var misses = columns.Count(c => !plain.Predicts(c));
            plain.Step([.. columns.Select(c => (int)c)]);

            Assert.That(fast.Compute(columns, Columns), Is.EqualTo(misses), $"misses in row {row}");
            Assert.That(fast.ActiveCells(), Is.EqualTo(plain.ActiveCells), $"active cells in row {row}");
            if (row % 100 == 99)
            {
                Assert.That(fast.Describe().Order(), Is.EqualTo(Describe(plain).Order()), $"segments in row {row}");
            }
        }
    }

    /// <summary>Some sequences of column sets that come again and again, with noise.</summary>
    private static ushort[] Pattern(Random random, int row, int count)
    {
        var sequence = row / 40 % 5;
        var step = new Random((sequence * 1000) + (row % 40));
        var columns = new SortedSet<ushort>();
        while (columns.Count < count)
        {
            var noisy = random.Next(25) == 0;
            columns.Add((ushort)(noisy ? random : step).Next(Columns));
        }

        return [.. columns];
    }

    private static IEnumerable<string> Describe(ReferenceTemporalMemory plain) =>
        plain.Segments.Select(s => $"{s.Cell}: {string.Join(' ', s.Synapses.Select(y => $"{y.Source}={(int)y.Permanence}"))}");

    private static ReferenceTemporalMemoryParameters Plain(ModelParameters p) =>
        new()
        {
            Columns = Columns,
            CellsPerColumn = Memory.CellsPerColumn,
            ActivationThreshold = p.ActivationThreshold,
            MinimumThreshold = p.MinThreshold,
            MaximumPermanence = Unit,
            InitialPermanence = (float)Math.Round(p.InitialPermanence * Unit),
            ConnectedPermanence = (float)Math.Round(p.ConnectedPermanence * Unit),
            PermanenceIncrement = (float)Math.Round(p.PermanenceIncrement * Unit),
            PermanenceDecrement = (float)Math.Round(p.PermanenceDecrement * Unit),
            PredictedSegmentDecrement = (float)Math.Round(p.PredictedSegmentDecrement * Unit),
            NewSynapses = p.NewSynapseCount,
            MaximumSynapsesPerSegment = p.MaxSynapsesPerSegment,
            MaximumSegmentsPerCell = p.MaxSegmentsPerCell,
        };

    /// <summary>Gives the plain memory the choices that the fast one makes.</summary>
    private sealed class SharedRandom(ulong seed) : IReferenceRandom
    {
        public int Below(int count, RandomDraw draw)
        {
            var purpose = draw.Purpose == DrawPurpose.Cell ? RandomPurpose.WinnerCell : RandomPurpose.NewSynapse;
            var random = new CounterRandom(seed, purpose, Memory.DrawKey((ulong)draw.Row + 1, draw.Column));
            for (var i = 0; i < draw.Index; i++)
            {
                random.Next();
            }

            return random.Next(count);
        }
    }
}
