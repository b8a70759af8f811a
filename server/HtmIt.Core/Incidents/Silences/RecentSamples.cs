using HtmIt.Core.Log;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>The newest samples of a metric.</summary>
/// <param name="Last">The newest row; null when there is none.</param>
/// <param name="Arrivals">The newest first.</param>
/// <param name="CreateTime">Since when it is monitored, in seconds of the Unix epoch.</param>
/// <param name="CollectSeconds">The period at which its samples are collected; null for a metric that clients send.</param>
public sealed record RecentSamples(DataRow? Last, IReadOnlyList<Arrival> Arrivals, long CreateTime, int? CollectSeconds);
