using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Makes custom metrics.</summary>
public static class CustomMetric
{
    private const int LongestText = 300;

    /// <summary>A metric that is not monitored.</summary>
    public static NewMetric New(MetricKey key, string resource) =>
        new(MetricId.New(), CustomDatasource.Instance, key.Name, $"Custom metric {ShortText.Of(key.Text, LongestText)}", resource)
        {
            Labels = key.Labels,
        };
}
