namespace HtmIt.Client;

/// <summary>Sums up the stored samples of a metric.</summary>
/// <param name="RowCount">Number of stored samples.</param>
/// <param name="ScoredRowCount">Number of them that have a score.</param>
public sealed record MetricStatistics(long RowCount, long ScoredRowCount)
{
    /// <summary>Smallest stored value; absent when there is no sample.</summary>
    public double? MinValue { get; init; }

    /// <summary>Largest stored value; absent when there is no sample.</summary>
    public double? MaxValue { get; init; }

    /// <summary>Time of the oldest stored sample, in UTC; absent when there is none.</summary>
    public DateTimeOffset? FirstSampleTime { get; init; }

    /// <summary>Time of the newest stored sample, in UTC; absent when there is none.</summary>
    public DateTimeOffset? LastSampleTime { get; init; }
}
