using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Specs;

/// <summary>The stored and exported form of a model spec: the original's layout.</summary>
public sealed class ModelSpecJson(DatasourceRegistry datasources)
{
    public static JsonObject ToJson(ModelSpec spec)
    {
        var root = new JsonObject { ["datasource"] = spec.Datasource.Name, ["metricSpec"] = spec.Metric.Write() };
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
        return root;
    }

    public static string Write(ModelSpec spec) => ToJson(spec).ToJsonString();

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public ModelSpec Read(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var name = (string)root["datasource"]!;
        var datasource = datasources.Find(name) ?? throw new FormatException($"'{name}' is no datasource.");
        var spec = new ModelSpec(datasource.ReadSpec(root["metricSpec"]!.AsObject()));
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
