using System.Text.Json.Nodes;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric of an autostack as it leaves the server.</summary>
/// <param name="Spec">What it is monitored with. The autostack's identity in it means nothing elsewhere.</param>
/// <param name="Stack">The autostack.</param>
public sealed record AutostackExport(ModelSpec Spec, AutostackDefinition Stack) : ExportedModel(Spec, [])
{
    public override JsonObject WriteDefinition()
    {
        var spec = ModelSpecJson.ToJson(Spec);
        spec["metricSpec"]!.AsObject().Remove("autostackId");
        return new()
        {
            ["datasource"] = AutostackDatasource.Instance.Name,
            ["stackSpec"] = WriteStack(),
            ["modelSpec"] = spec,
        };
    }

    private JsonObject WriteStack()
    {
        var filters = new JsonObject();
        foreach (var (name, values) in Stack.Filters)
        {
            filters[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        var aggregation = new JsonObject
        {
            ["datasource"] = CloudWatchDatasource.Instance.Name,
            ["region"] = Stack.Region,
            ["resourceType"] = Stack.Kind.Name,
            ["filters"] = filters,
        };
        if (Stack.Account.Length > 0)
        {
            aggregation["account"] = Stack.Account;
        }
        return new() { ["name"] = Stack.Name, ["aggSpec"] = aggregation };
    }
}
