namespace HtmIt.Client;

/// <summary>A metric of any datasource, by the name that the server gave it.</summary>
public sealed record MetricByResourceName : MetricTarget
{
    internal MetricByResourceName(string name)
        : base(name) { }
}
