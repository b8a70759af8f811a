using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Makes custom metrics.</summary>
public static class CustomMetric
{
    private const int LongestText = 300;

    /// <summary>A metric that is not monitored and of which nothing is said.</summary>
    public static NewMetric New(MetricKey key, string resource) =>
        new(MetricId.New(), CustomDatasource.Instance, key.Name, UsualDescription(key), resource) { Labels = key.Labels };

    /// <summary>A metric that is not monitored.</summary>
    /// <param name="details">What is said about it, <see cref="Complete">complete</see>.</param>
    public static NewMetric New(MetricKey key, MetricDetails details) =>
        New(key, details.Resource) with
        {
            Description = details.Description,
            Unit = details.Unit,
            UserInfo = details.UserInfo,
        };

    /// <summary>What is said, with what is usual where nothing is.</summary>
    public static MetricDetails Complete(MetricKey key, MetricDetails details, DefaultResources resources) =>
        details with
        {
            Description = details.Description.Length > 0 ? details.Description : UsualDescription(key),
            Resource = details.Resource.Length > 0 ? details.Resource : resources.Of(key),
        };

    /// <summary>What is said, without what is usual.</summary>
    public static MetricDetails Unusual(Metric metric, DefaultResources resources) =>
        metric.Details with
        {
            Description = metric.Description == UsualDescription(metric.Key) ? "" : metric.Description,
            Resource = metric.Resource == resources.Of(metric.Key) ? "" : metric.Resource,
        };

    private static string UsualDescription(MetricKey key) => $"Custom metric {ShortText.Of(key.Text, LongestText)}";
}
