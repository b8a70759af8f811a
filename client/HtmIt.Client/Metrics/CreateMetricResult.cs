namespace HtmIt.Client;

/// <summary>What became of the wish to create a metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Created">Whether this call created it; false when it was there already.</param>
public sealed record CreateMetricResult(Metric Metric, bool Created);
