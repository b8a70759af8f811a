using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>Writes exported models in the original's layout.</summary>
public static class ExportJson
{
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object; for a continuation one with nothing but <c>data</c>.</summary>
    public static string Write(ExportedModel model)
    {
        var json = model.IsContinuation ? [] : Definition(model);
        if (model.Spec.Datasource == Datasource.Custom)
        {
            json["data"] = new JsonArray([.. model.Data.Select(Row)]);
        }
        return json.ToJsonString(Readable);
    }

    private static JsonObject Definition(ExportedModel model)
    {
        var spec = JsonNode.Parse(ModelSpecJson.Write(model.Spec))!.AsObject();
        if (model.Stack is not { } stack)
        {
            return spec;
        }
        spec["metricSpec"]!.AsObject().Remove("autostackId");
        return new()
        {
            ["datasource"] = Datasource.Autostack.Name(),
            ["stackSpec"] = StackSpec(stack),
            ["modelSpec"] = spec,
        };
    }

    private static JsonObject StackSpec(AutostackDefinition stack)
    {
        var filters = new JsonObject();
        foreach (var (name, values) in stack.Filters)
        {
            filters[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
        var aggregation = new JsonObject
        {
            ["datasource"] = Datasource.CloudWatch.Name(),
            ["region"] = stack.Region,
            ["resourceType"] = ResourceType.Ec2Instance.Name,
            ["filters"] = filters,
        };
        if (stack.Account.Length > 0)
        {
            aggregation["account"] = stack.Account;
        }
        return new() { ["name"] = stack.Name, ["aggSpec"] = aggregation };
    }

    private static JsonArray Row(Sample sample) =>
        [sample.Value, DateTimeOffset.FromUnixTimeSeconds(sample.Time).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)];
}
