namespace HtmIt.Engine.Surprise;

/// <summary>
/// Constants of the decision layer. All lie on plateaus: halving or doubling one moves quality by little. None depends on the length
/// of a stream or on its units.
/// </summary>
internal sealed record SurpriseParameters
{
    public static SurpriseParameters Default { get; } = new();

    /// <summary>Rows before the first surprise is given.</summary>
    public int FirstRow { get; init; } = 120;

    /// <summary>Rows that are looked at but not counted: at the very beginning everything is new.</summary>
    public int UncountedRows { get; init; } = 50;

    /// <summary>Rows over which the raw score of the temporal memory is averaged; at most 32.</summary>
    public int AveragedRows { get; init; } = 20;

    /// <summary>Share of a statistic's past that counts as ordinary.</summary>
    public double OrdinaryShare { get; init; } = 0.9;

    /// <summary>Added to the mean excess of the averaged raw score, so that a perfectly predicted metric is not alarmed by a trifle.</summary>
    public double SequenceSoftening { get; init; } = 0.03;

    /// <summary>The same for distances, in units of the range of values.</summary>
    public double DistanceSoftening { get; init; } = 0.01;

    /// <summary>The same for the length of a run without any change, in rows.</summary>
    public double RunSoftening { get; init; } = 3;

    /// <summary>Time that one thinned sample stands for.</summary>
    public double SampleMinutes { get; init; } = 10;

    /// <summary>Most rows in one thinned sample.</summary>
    public int MaxRowsPerSample { get; init; } = 8;

    /// <summary>Deviation from the mean of its rows, in units of the range, up to which a thinned sample is that mean.</summary>
    public double SpikeShare { get; init; } = 0.05;

    /// <summary>Weight of the averaged raw score of the temporal memory.</summary>
    public double SequenceWeight { get; init; } = 0.4;

    /// <summary>Weight of the distance to the nearest value ever seen.</summary>
    public double ValueWeight { get; init; } = 1.0 / 3;

    /// <summary>Weight of the distance of the last four thinned samples to the nearest earlier four.</summary>
    public double ShortShapeWeight { get; init; } = 1.0 / 3;

    /// <summary>Weight of the distance of the last sixteen thinned samples to the nearest earlier sixteen.</summary>
    public double LongShapeWeight { get; init; } = 1.0 / 3;

    /// <summary>Weight of the distance of the last four thinned samples to the nearest four at this time of an earlier day.</summary>
    public double SameTimeWeight { get; init; } = 0.15;

    /// <summary>Weight of the length of a run without any change.</summary>
    public double StillnessWeight { get; init; } = 0.15;

    /// <summary>Rows for which evidence of one kind waits for evidence of the others, as a share of the rows so far.</summary>
    public double HoldShare { get; init; } = 0.03;

    public int MinHoldRows { get; init; } = 6;

    /// <summary>At most <see cref="EvidenceHold.Capacity"/>.</summary>
    public int MaxHoldRows { get; init; } = 30;

    /// <summary>Rows of silence after an onset, as a share of the rows so far.</summary>
    public double QuietShare { get; init; } = 0.03;

    public int MinQuietRows { get; init; } = 15;

    public int MaxQuietRows { get; init; } = 90;

    /// <summary>Rows for which an onset may still grow before it is told.</summary>
    public int SettleRows { get; init; } = 1;

    /// <summary>How many times larger than the last onset the evidence must be to break the silence.</summary>
    public double BreakFactor { get; init; } = 1.5;

    /// <summary>Discount for each earlier onset that was about as large.</summary>
    public double Habituation { get; init; } = 0.3;

    /// <summary>An earlier onset is about as large from this share of the present one on.</summary>
    public double AlikeShare { get; init; } = 0.8;

    /// <summary>Rows after which an earlier onset counts 1/e.</summary>
    public double ForgettingRows { get; init; } = 3000;
}
