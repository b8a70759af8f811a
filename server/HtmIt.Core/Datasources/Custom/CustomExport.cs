using System.Text.Json.Nodes;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>A custom metric's model, with what is said about the metric.</summary>
/// <param name="Details">Without what is usual.</param>
public sealed record CustomExport(ModelSpec Spec, MetricDetails Details, IReadOnlyList<Sample> Data) : ExportedModel(Spec, Data)
{
    /// <summary>In the original's layout the spec says it.</summary>
    public override JsonObject WriteDefinition()
    {
        var json = base.WriteDefinition();
        var spec = json["metricSpec"]!.AsObject();
        foreach (var (name, text) in new[] { ("unit", Details.Unit), ("description", Details.Description), ("resource", Details.Resource) })
        {
            if (text.Length > 0)
            {
                spec[name] = text;
            }
        }
        if (Details.UserInfo is { } userInfo)
        {
            spec["userInfo"] = userInfo.DeepClone();
        }
        return json;
    }
}
