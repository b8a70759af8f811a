namespace HtmIt.Client;

/// <summary>A custom metric to monitor.</summary>
/// <param name="Metric">The metric, by its key (created when unknown) or by its name.</param>
public sealed record CustomModelSpec(MetricTarget Metric) : ModelSpec
{
    private protected override void WriteMetric(V1.ModelSpec spec) => spec.Custom = new V1.CustomMetricSpec { Target = Metric.ToProto() };
}
