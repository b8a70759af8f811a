using CsCheck;
using HtmIt.Engine.Snapshots;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

/// <summary>The queue against a plain search of the last rows.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EvidenceQueueTests
{
    private const int Rows = 600;

    [Test]
    public void Add_AnyEvidence_KnowsTheLargestThatWaits() => Gen.Int.Sample(seed => Differs(seed, int.MaxValue) is null, iter: 200);

    [Test]
    public void Load_AtAnyRow_GoesOnAsBefore() =>
        Gen.Select(Gen.Int, Gen.Int[1, 40]).Sample((seed, every) => Differs(seed, every) is null, iter: 200);

    /// <summary>The first row at which the queue knows another largest evidence than the search; it is saved and loaded now and then.</summary>
    private static int? Differs(int seed, int savedEvery)
    {
        var random = new Random(seed);
        var often = random.NextDouble();
        EvidenceLine line = default;
        EvidenceQueue queue = default;
        var all = new List<(double Decades, int Back, double Reference)> { default };
        for (var row = 1; row <= Rows; row++)
        {
            // Few different sizes, so that equals come.
            var decades = random.NextDouble() < often ? random.Next(1, 6) : 0;
            all.Add((decades, random.Next(Math.Min(8, row)), random.Next(100)));
            var waits = Math.Clamp(row / 15, 6, 30);
            queue.Add(ref line, row, decades, all[row].Back, all[row].Reference, waits);
            if (row % savedEvery == 0)
            {
                (line, queue) = SavedAndLoaded(line, queue, row);
            }

            if (!Agrees(line, all, row, waits))
            {
                return row;
            }
        }

        return null;
    }

    private static bool Agrees(in EvidenceLine line, List<(double Decades, int Back, double Reference)> all, int row, int waits)
    {
        var first = Math.Max(1, row - waits + 1);
        var largest = Enumerable.Range(first, row - first + 1).MaxBy(at => all[at].Decades);

        // The earlier of equals counts, until it has waited long enough.
        return line.Largest == all[largest].Decades
            && (
                line.Largest == 0
                || (line.FoundAt == largest && line.Row == largest - all[largest].Back && line.Reference == all[largest].Reference)
            );
    }

    private static (EvidenceLine Line, EvidenceQueue Queue) SavedAndLoaded(in EvidenceLine line, in EvidenceQueue queue, long row)
    {
        var writer = new SnapshotWriter();
        queue.Save(line, writer);
        var reader = new SnapshotReader(writer.Written.ToArray());
        EvidenceLine loadedLine = default;
        EvidenceQueue loaded = default;
        loaded.Load(ref loadedLine, row, ref reader);
        return (loadedLine, loaded);
    }
}
