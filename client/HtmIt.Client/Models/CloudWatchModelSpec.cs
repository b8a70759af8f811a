namespace HtmIt.Client;

/// <summary>A metric of Amazon CloudWatch to monitor.</summary>
/// <param name="Metric">The metric.</param>
public sealed record CloudWatchModelSpec(CloudWatchMetric Metric) : ModelSpec
{
    private protected override void WriteMetric(V1.ModelSpec spec) => spec.Cloudwatch = CloudWatchMapping.ToSpec(Metric);
}
