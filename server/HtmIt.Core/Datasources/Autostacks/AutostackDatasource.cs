using System.Text.Json.Nodes;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Metrics over the members of autostacks, which the server fetches and aggregates.</summary>
public sealed class AutostackDatasource : Datasource
{
    public static readonly AutostackDatasource Instance = new();

    private AutostackDatasource()
        : base(3, "autostack") { }

    public override MetricSpec ReadSpec(JsonObject json) =>
        new AutostackMetricSpec(
            new(Guid.ParseExact((string)json["autostackId"]!, "N")),
            FindSlave((string)json["slaveDatasource"]!) ?? throw new FormatException($"{json["slaveDatasource"]} gives no values."),
            (string)json["slaveMetric"]!["namespace"]!,
            (string)json["slaveMetric"]!["metric"]!
        )
        {
            PeriodSeconds = (int?)json["period"],
        };

    /// <summary>Where aggregated values can come from: CloudWatch, or the autostack itself; null for any other name.</summary>
    public static Datasource? FindSlave(string name) =>
        name == CloudWatchDatasource.Instance.Name ? CloudWatchDatasource.Instance
        : name == Instance.Name ? Instance
        : null;
}
