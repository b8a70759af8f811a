using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>A metric of Amazon CloudWatch to monitor.</summary>
/// <param name="Metric">The metric.</param>
public sealed record CloudWatchModelSpec(CloudWatchMetric Metric) : ModelSpec
{
    private protected override void WriteMetric(V1.ModelSpec spec) =>
        spec.Cloudwatch = new V1.CloudWatchMetricSpec
        {
            Region = Metric.Region,
            Namespace = Metric.Namespace,
            MetricName = Metric.MetricName,
            Dimensions = { new Dictionary<string, string>(Metric.Dimensions) },
            Account = Metric.Account,
            Statistic = Metric.Statistic,
            Period = Metric.Period is { } period ? Duration.FromTimeSpan(period) : null,
            AwsUnit = Metric.AwsUnit,
            MissingData = (V1.MissingData)Metric.MissingData,
        };
}
