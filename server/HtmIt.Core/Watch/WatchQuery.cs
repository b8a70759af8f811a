using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Watch;

/// <summary>What to follow.</summary>
public sealed record WatchQuery(MetricSelector Selector, WatchStart Start, ScoreFilter Filter);
