using HtmIt.Core.Metrics;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Incidents;

/// <summary>Which incidents to follow, from where.</summary>
public sealed record IncidentWatchQuery(MetricSelector Selector, WatchStart Start, double MinSeverity);
