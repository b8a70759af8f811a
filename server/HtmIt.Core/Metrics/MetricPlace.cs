namespace HtmIt.Core.Metrics;

/// <summary>Place of a metric in the order of lists: resource, name, id.</summary>
public sealed record MetricPlace(string Resource, string Name, Guid Id)
{
    public static MetricPlace Of(Metric metric) => new(metric.Resource, metric.Name, metric.Id.Value);
}
