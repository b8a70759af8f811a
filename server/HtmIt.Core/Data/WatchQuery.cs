using HtmIt.Core.Metrics;

namespace HtmIt.Core.Data;

/// <summary>What to follow; no metrics means all.</summary>
public sealed record WatchQuery(IReadOnlyList<MetricId> Metrics, WatchStart Start, ScoreFilter Filter);
