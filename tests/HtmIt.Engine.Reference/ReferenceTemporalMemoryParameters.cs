namespace HtmIt.Engine.Reference;

/// <summary>
/// The constants of the temporal memory; the defaults are those of the published detector "numentaTM". Permanences are 32-bit floats, because
/// published rows depend on their rounding. To compare with an implementation that has whole numbers, give all of them in its units (say
/// hundredths, with a maximum of 100): then the floats hold whole numbers too, and compute without any rounding.
/// </summary>
internal sealed record ReferenceTemporalMemoryParameters
{
    public int Columns { get; init; } = 2048;

    public int CellsPerColumn { get; init; } = 32;

    /// <summary>Connected synapses on active cells that make a segment active, and thus predict its cell (θ in the paper).</summary>
    public int ActivationThreshold { get; init; } = 20;

    /// <summary>Synapses on active cells, connected or not, that make a segment match.</summary>
    public int MinimumThreshold { get; init; } = 13;

    public float MaximumPermanence { get; init; } = 1;

    public float InitialPermanence { get; init; } = 0.24f;

    public float ConnectedPermanence { get; init; } = 0.5f;

    /// <summary>p⁺ in the paper.</summary>
    public float PermanenceIncrement { get; init; } = 0.04f;

    /// <summary>p⁻ in the paper.</summary>
    public float PermanenceDecrement { get; init; } = 0.008f;

    /// <summary>What synapses on active cells lose when their segment matched in vain (p⁻⁻ in the paper).</summary>
    public float PredictedSegmentDecrement { get; init; } = 0.001f;

    /// <summary>Active synapses that learning brings a segment up to.</summary>
    public int NewSynapses { get; init; } = 31;

    public int MaximumSynapsesPerSegment { get; init; } = 128;

    public int MaximumSegmentsPerCell { get; init; } = 128;

    public EvictionRule Eviction { get; init; } = EvictionRule.BeforehandSparingWinners;
}
