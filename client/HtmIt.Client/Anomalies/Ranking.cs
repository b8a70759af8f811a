namespace HtmIt.Client;

/// <summary>A page of a ranking, or one state of a followed one.</summary>
/// <param name="Metrics">The metrics, in order.</param>
/// <param name="WindowStartTime">Samples after it count; absent while there is none, and when windows end with each metric.</param>
/// <param name="WindowEndTime">Samples up to it count; absent while there is none, and when windows end with each metric.</param>
/// <param name="Score">What was added up.</param>
public sealed record Ranking(
    IReadOnlyList<RankedMetric> Metrics,
    DateTimeOffset? WindowStartTime,
    DateTimeOffset? WindowEndTime,
    RankingScore Score
)
{
    /// <summary>Length of a block, of which each bar sums up one; absent while there is no sample.</summary>
    public TimeSpan? BlockDuration { get; init; }
}
