using HtmIt.Core.Metrics;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>Over what to simulate a device.</summary>
/// <param name="Selector">Of which metrics, beside the device's own selectors; empty for all.</param>
/// <param name="FromTime">First sample time, in seconds of the Unix epoch.</param>
/// <param name="ToTime">Last sample time.</param>
public sealed record SimulationQuery(MetricSelector Selector, long FromTime, long ToTime);
