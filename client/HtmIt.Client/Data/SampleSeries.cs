namespace HtmIt.Client;

/// <summary>Samples of one metric that are written together.</summary>
/// <param name="Target">The metric: a name creates a custom metric that does not exist.</param>
/// <param name="Samples">The samples, in order of time.</param>
public sealed record SampleSeries(MetricTarget Target, IReadOnlyList<Sample> Samples);
