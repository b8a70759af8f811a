using HtmIt.Core.Log;
using HtmIt.Core.Names;

namespace HtmIt.Core.Watch;

/// <summary>What to follow; no metrics means all.</summary>
public sealed record WatchQuery(IReadOnlyList<MetricId> Metrics, WatchStart Start, ScoreFilter Filter);
