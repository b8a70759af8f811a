namespace HtmIt.Core.Metrics;

/// <summary>Place of a metric in the order of lists: server, name, id.</summary>
public sealed record MetricKey(string Server, string Name, Guid Id)
{
    public static MetricKey Of(Metric metric) => new(metric.Server, metric.Name, metric.Id.Value);
}
