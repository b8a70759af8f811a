namespace HtmIt.Core.Incidents;

/// <summary>Which changes to read.</summary>
/// <param name="After">Position of the commit after which the window begins.</param>
/// <param name="UpTo">Position of its last commit.</param>
public sealed record IncidentWindow(long After, long UpTo)
{
    public double MinSeverity { get; init; }

    /// <summary>Only those that went on at or after this time, in seconds of the Unix epoch.</summary>
    public long? FromTime { get; init; }

    /// <summary>How many to read about: all that the last of their commits changed are given.</summary>
    public required int Limit { get; init; }
}
