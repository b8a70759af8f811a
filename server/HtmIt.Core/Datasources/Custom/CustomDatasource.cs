using System.Text.Json.Nodes;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Metrics of clients: whoever has samples sends them.</summary>
public sealed class CustomDatasource : Datasource
{
    public static readonly CustomDatasource Instance = new();

    private CustomDatasource()
        : base(1, "custom") { }

    public override bool TakesSamples => true;

    public override bool TakesCompleteParams => true;

    public override MetricSpec ReadSpec(JsonObject json) =>
        new CustomMetricSpec(
            new MetricKey((string)json["metric"]!, json["labels"] is JsonObject labels ? MetricLabels.FromJson(labels) : MetricLabels.None)
        );
}
