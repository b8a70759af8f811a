namespace HtmIt.Core.Metrics;

/// <summary>A metric to be added.</summary>
public sealed record NewMetric(MetricId Id, Datasource Datasource, string Name, string Description, string Server)
{
    public string Location { get; init; } = "";

    public string TagName { get; init; } = "";

    public static NewMetric Custom(string name) => new(MetricId.New(), Datasource.Custom, name, $"Custom metric {name}", name);
}
