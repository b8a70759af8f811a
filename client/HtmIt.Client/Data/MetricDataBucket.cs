namespace HtmIt.Client;

/// <summary>The samples of a stretch of time, summed up.</summary>
/// <param name="StartTime">Where it begins, in UTC.</param>
/// <param name="RowCount">How many samples it has; at least 1.</param>
public sealed record MetricDataBucket(DateTimeOffset StartTime, long RowCount)
{
    /// <summary>The value of the oldest sample.</summary>
    public double FirstValue { get; init; }

    /// <summary>The value of the newest sample.</summary>
    public double LastValue { get; init; }

    /// <summary>The smallest value.</summary>
    public double MinValue { get; init; }

    /// <summary>The largest value.</summary>
    public double MaxValue { get; init; }

    /// <summary>The arithmetic mean of the values.</summary>
    public double MeanValue { get; init; }

    /// <summary>The greatest surprise; absent when no sample has a score.</summary>
    public double? MaxSurprise { get; init; }

    /// <summary>The greatest anomaly likelihood; absent when no sample has a score.</summary>
    public double? MaxAnomalyLikelihood { get; init; }

    /// <summary>How many samples have no score.</summary>
    public long UnscoredRowCount { get; init; }

    /// <summary>Whether samples are missing: a distance is above three times the usual one.</summary>
    public bool HasGap { get; init; }
}
