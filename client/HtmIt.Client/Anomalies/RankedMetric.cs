namespace HtmIt.Client;

/// <summary>A metric of a ranking.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The sum, over the blocks of the window, of the largest score of each; by <see cref="RankingScore.Severity"/> the
/// largest score.</param>
/// <param name="ResourceValue">The largest value of any metric of its resource.</param>
/// <param name="Bars">The window's blocks, oldest first; empty when they were not wanted.</param>
public sealed record RankedMetric(Metric Metric, double Value, double ResourceValue, IReadOnlyList<RankingBar> Bars)
{
    /// <summary>Start of its own window, in UTC: samples after it count. Absent while there is none.</summary>
    public DateTimeOffset? WindowStartTime { get; init; }

    /// <summary>End of its own window, in UTC: samples up to it count. Absent while there is none.</summary>
    public DateTimeOffset? WindowEndTime { get; init; }
}
