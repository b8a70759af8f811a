using HtmIt.Core.Log;
using HtmIt.Core.Names;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>The end of a monitored metric's log.</summary>
public readonly record struct MetricPulse(MetricRef Metric, LogHead Head);
