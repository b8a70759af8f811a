namespace HtmIt.Engine.Surprise;

/// <summary>
/// Constants of the evidence. All lie on plateaus: halving or doubling one moves quality by little. None depends on the length
/// of a stream or on its units.
/// </summary>
internal sealed record SurpriseParameters
{
    public static SurpriseParameters Default { get; } = new();

    /// <summary>Rows before the first surprise is given.</summary>
    public int FirstRow { get; init; } = 120;

    /// <summary>Rows that are looked at but not counted: at the very beginning everything is new.</summary>
    public int UncountedRows { get; init; } = 50;

    /// <summary>Rows over which the novelty of the temporal memory is averaged; at most 32.</summary>
    public int AveragedRows { get; init; } = 10;

    /// <summary>Added to the slope of the averaged novelty, so that a perfectly predicted metric is not alarmed by a trifle.</summary>
    public double SequenceSoftening { get; init; } = 0.03;

    /// <summary>The same for distances, in units of the range of values.</summary>
    public double DistanceSoftening { get; init; } = 0.01;

    /// <summary>The same for the length of a run without any change, in rows.</summary>
    public double RunSoftening { get; init; } = 3;

    /// <summary>The same for jumps, in usual jumps.</summary>
    public double JumpSoftening { get; init; } = 0.5;

    /// <summary>The same for steps, in usual distances from the metric's level.</summary>
    public double StepsSoftening { get; init; } = 0.02;

    /// <summary>The same for the distance from what is usual at this time of the week, in usual distances.</summary>
    public double TimeOfWeekSoftening { get; init; } = 0.3;

    /// <summary>Time that one thinned sample stands for.</summary>
    public double SampleMinutes { get; init; } = 10;

    /// <summary>Most rows in one thinned sample.</summary>
    public int MaxRowsPerSample { get; init; } = 8;

    /// <summary>Deviation from the mean of its rows, in units of the range, up to which a thinned sample is that mean.</summary>
    public double SpikeShare { get; init; } = 0.05;

    /// <summary>Weight of the averaged novelty of the temporal memory.</summary>
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

    /// <summary>Weight of the jump away from the rows just before.</summary>
    public double JumpWeight { get; init; } = 0.15;

    /// <summary>The same where a thinned sample stands for five rows or more, in which a spike is diluted.</summary>
    public double ThinnedJumpWeight { get; init; } = 0.4;

    /// <summary>Weight of steps unlike all earlier ones.</summary>
    public double StepsWeight { get; init; } = 0.15;

    /// <summary>The same where a thinned sample stands for five rows or more.</summary>
    public double ThinnedStepsWeight { get; init; } = 0.4;

    /// <summary>Weight of the distance from what is usual at this time of the week.</summary>
    public double TimeOfWeekWeight { get; init; } = 0.3;

    /// <summary>Weight of a spread unlike all earlier ones.</summary>
    public double SpreadWeight { get; init; } = 0.1;

    /// <summary>Weight of a slope unlike all earlier ones.</summary>
    public double SlopeWeight { get; init; } = 0.25;

    /// <summary>All evidence counts so much, which makes a severity of 3 as rare as it says.</summary>
    public double WholeWeight { get; init; } = 0.95;

    /// <summary>
    /// All evidence counts (seconds a row stands for / 300) to this power: a row that stands for an hour weighs more than one that stands
    /// for a minute, so that what is told depends less on how often samples come.
    /// </summary>
    public double SpacingExponent { get; init; } = 0.2;

    /// <summary>Rows for which evidence of one kind waits for evidence of the others, as a share of the rows so far.</summary>
    public double HoldShare { get; init; } = 0.03;

    public int MinHoldRows { get; init; } = 6;

    /// <summary>At most <see cref="EvidenceQueue.Capacity"/>.</summary>
    public int MaxHoldRows { get; init; } = 30;
}
