using HtmIt.Engine.Kernels;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>What the temporal memory goes by; permanence steps are in units of 1/128. Models of equal parameters share one.</summary>
internal sealed record MemoryRules
{
    private static MemoryRules? _last;

    private MemoryRules(ModelParameters p)
    {
        // A decrement below one unit happens in whole units, that much more seldom: the mean is the same.
        var punishment = p.PredictedSegmentDecrement * SegmentStep.One;
        var whole = (byte)Math.Max(1, Math.Round(punishment));
        PunishmentStride = punishment == 0 ? 0 : Math.Max(1, (int)Math.Min(Math.Round(1 / punishment), 1_000_000));
        Connected = Units(p.ConnectedPermanence);
        Initial = Units(p.InitialPermanence);
        Reinforcement = new SegmentStep(Units(p.PermanenceIncrement), 0, Units(p.PermanenceDecrement), Connected);
        Punishment = new SegmentStep(0, whole, 0, Connected);
        Seed = p.Seed;
        ActivationThreshold = p.ActivationThreshold;
        MinThreshold = p.MinThreshold;
        NewSynapseCount = p.NewSynapseCount;
        MaxSynapsesPerSegment = p.MaxSynapsesPerSegment;
        MaxSegmentsPerCell = p.MaxSegmentsPerCell;
        OneLearningSegmentPerColumn = p.OneLearningSegmentPerColumn;
    }

    public ulong Seed { get; }

    public int ActivationThreshold { get; }

    public int MinThreshold { get; }

    public int NewSynapseCount { get; }

    public int MaxSynapsesPerSegment { get; }

    public int MaxSegmentsPerCell { get; }

    public bool OneLearningSegmentPerColumn { get; }

    public byte Initial { get; }

    public byte Connected { get; }

    public SegmentStep Reinforcement { get; }

    public SegmentStep Punishment { get; }

    public int PunishmentStride { get; }

    public static MemoryRules For(ModelParameters parameters)
    {
        var rules = new MemoryRules(parameters);
        var last = Volatile.Read(ref _last);
        if (rules == last)
        {
            return last;
        }

        Volatile.Write(ref _last, rules);
        return rules;
    }

    private static byte Units(double permanence) => (byte)Math.Round(permanence * SegmentStep.One);
}
