namespace HtmIt.Client;

/// <summary>What became of a metric that was to be monitored.</summary>
/// <param name="Metric">The metric's name (<c>metrics/{uid}</c>).</param>
/// <param name="Result">Its model, or why it has none.</param>
public sealed record MonitoredMetric(string Metric, ItemResult<CreateModelResult> Result);
