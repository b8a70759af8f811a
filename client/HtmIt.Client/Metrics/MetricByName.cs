namespace HtmIt.Client;

/// <summary>A custom metric, by the name that its samples carry.</summary>
public sealed record MetricByName : MetricTarget
{
    internal MetricByName(string metricName)
        : base(metricName) { }
}
