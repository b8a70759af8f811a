namespace HtmIt.Engine.Incidents;

/// <summary>Constants of how evidence becomes incidents. None depends on the length of a stream or on its units.</summary>
internal sealed record IncidentParameters
{
    public static IncidentParameters Default { get; } = new();

    /// <summary>Rows without a telling that end an incident, as a share of the rows so far.</summary>
    public double QuietShare { get; init; } = 0.03;

    public int MinQuietRows { get; init; } = 15;

    public int MaxQuietRows { get; init; } = 90;

    /// <summary>How many times larger than at the last telling the evidence must be to be told again. Less than what a tenfold value gives.</summary>
    public double BreakFactor { get; init; } = 2;

    /// <summary>Discount for each earlier episode that was about as large.</summary>
    public double Habituation { get; init; } = 0.3;

    /// <summary>An earlier episode is about as large from this share of the present evidence on.</summary>
    public double AlikeShare { get; init; } = 0.8;

    /// <summary>Rows after which an earlier episode counts 1/e.</summary>
    public double MemoryRows { get; init; } = 12_000;

    /// <summary>Rows that the discount is calibrated for: episodes are counted as if so many rows had been seen.</summary>
    public double CalibratedRows { get; init; } = 3000;

    /// <summary>Rows that a young model is taken to have seen more than it has.</summary>
    public double AssumedRows { get; init; } = 1000;

    /// <summary>Episodes that a model is taken to have told before its first row; they fade within <see cref="CalibratedRows"/>.</summary>
    public double AssumedEpisodes { get; init; } = 2;
}
