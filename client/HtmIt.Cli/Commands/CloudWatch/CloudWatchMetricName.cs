using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>What metrics at AWS are called in lists.</summary>
internal static class CloudWatchMetricName
{
    /// <summary>The resource, or the dimensions of a metric that was found without one.</summary>
    public static string ThingOf(CloudWatchAvailableMetric available) => available.Resource?.AwsResourceId ?? ThingOf(available.Metric);

    public static string ThingOf(CloudWatchMetric metric) =>
        string.Join(',', metric.Dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));
}
