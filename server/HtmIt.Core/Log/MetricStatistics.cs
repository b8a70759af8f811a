namespace HtmIt.Core.Log;

/// <summary>Sums up the stored rows of a metric. Smallest and largest value are NaN when there is none.</summary>
public readonly record struct MetricStatistics(double Min, double Max, long RowCount, long ScoredRowCount)
{
    /// <summary>Of the oldest row, seconds since 1970; 0 when there is none.</summary>
    public long FirstTime { get; init; }

    /// <summary>Of the newest row, seconds since 1970; 0 when there is none.</summary>
    public long LastTime { get; init; }
}
