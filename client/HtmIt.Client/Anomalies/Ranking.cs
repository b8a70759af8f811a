namespace HtmIt.Client.Anomalies;

/// <summary>One state of a followed ranking.</summary>
/// <param name="Metrics">The head of the ranking, in order.</param>
/// <param name="WindowStartTime">Samples after it count; absent while there is none.</param>
/// <param name="WindowEndTime">Samples up to it count; absent while there is none.</param>
/// <param name="Score">What was added up.</param>
public sealed record Ranking(
    IReadOnlyList<RankedMetric> Metrics,
    DateTimeOffset? WindowStartTime,
    DateTimeOffset? WindowEndTime,
    RankingScore Score
);
