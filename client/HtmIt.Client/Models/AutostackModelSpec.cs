namespace HtmIt.Client;

/// <summary>A metric over the members of an autostack to monitor.</summary>
/// <param name="Metric">The metric.</param>
public sealed record AutostackModelSpec(AutostackMetricSpec Metric) : ModelSpec
{
    private protected override void WriteMetric(V1.ModelSpec spec) =>
        spec.Autostack = new V1.AutostackMetricSpec
        {
            Autostack = Metric.Autostack,
            Namespace = Metric.Namespace,
            MetricName = Metric.MetricName,
        };
}
