using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Makes custom metrics.</summary>
public static class CustomMetric
{
    /// <summary>A metric that is not monitored.</summary>
    public static NewMetric New(string name) => new(MetricId.New(), CustomDatasource.Instance, name, $"Custom metric {name}", name);
}
