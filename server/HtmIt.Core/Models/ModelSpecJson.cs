using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Models;

/// <summary>The stored and exported form of a model spec: the original's layout.</summary>
public static class ModelSpecJson
{
    public static string Write(ModelSpec spec)
    {
        var root = new JsonObject { ["datasource"] = DatasourceName(spec.Datasource), ["metricSpec"] = WriteMetric(spec.Metric) };
        if (spec.Params is { } range)
        {
            root["modelParams"] = WriteParams(range);
        }
        if (spec.CompleteParams is { } complete)
        {
            root["completeModelParams"] = new JsonObject
            {
                ["modelConfig"] = complete.ModelConfig.DeepClone(),
                ["inferenceArgs"] = complete.InferenceArgs.DeepClone(),
                ["timestampFieldName"] = complete.TimestampFieldName,
                ["valueFieldName"] = complete.ValueFieldName,
            };
        }
        return root.ToJsonString();
    }

    public static ModelSpec Read(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var metric = root["metricSpec"]!.AsObject();
        var spec = new ModelSpec(Datasource.Custom, ReadCustom(metric));
        if (root["modelParams"] is JsonObject range)
        {
            spec = spec with { Params = new(Number(range, "min"), Number(range, "max"), Number(range, "minResolution")) };
        }
        if (root["completeModelParams"] is JsonObject complete)
        {
            spec = spec with
            {
                CompleteParams = new(
                    complete["modelConfig"]!.AsObject(),
                    complete["inferenceArgs"]!.AsObject(),
                    (string)complete["timestampFieldName"]!,
                    (string)complete["valueFieldName"]!
                ),
            };
        }
        return spec;
    }

    private static string DatasourceName(Datasource datasource) =>
        datasource switch
        {
            Datasource.Custom => "custom",
            Datasource.CloudWatch => "cloudwatch",
            Datasource.Autostack => "autostack",
            _ => throw new ArgumentOutOfRangeException(nameof(datasource)),
        };

    private static JsonObject WriteMetric(MetricSpec metric)
    {
        var custom = (CustomMetricSpec)metric;
        var json = new JsonObject { ["metric"] = custom.Metric };
        if (custom.Unit is { } unit)
        {
            json["unit"] = unit;
        }
        if (custom.Resource is { } resource)
        {
            json["resource"] = resource;
        }
        if (custom.UserInfo is { } userInfo)
        {
            json["userInfo"] = userInfo.DeepClone();
        }
        return json;
    }

    private static CustomMetricSpec ReadCustom(JsonObject json) =>
        new((string)json["metric"]!)
        {
            Unit = (string?)json["unit"],
            Resource = (string?)json["resource"],
            UserInfo = json["userInfo"]?.DeepClone().AsObject(),
        };

    private static JsonObject WriteParams(ModelParams range)
    {
        var json = new JsonObject();
        foreach (var (key, value) in new[] { ("min", range.Min), ("max", range.Max), ("minResolution", range.MinResolution) })
        {
            if (value is { } number)
            {
                json[key] = number;
            }
        }
        return json;
    }

    private static double? Number(JsonObject json, string key) => json[key] is { } node ? (double)node : null;
}
