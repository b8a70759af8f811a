using System.Text.Json.Nodes;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Specs;

/// <summary>The stored and exported form of a model spec: the original's layout.</summary>
public static class ModelSpecJson
{
    public static string Write(ModelSpec spec)
    {
        var root = new JsonObject { ["datasource"] = spec.Datasource.Name(), ["metricSpec"] = WriteMetric(spec.Metric) };
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
        var datasource = DatasourceNames.Parse((string)root["datasource"]!);
        var spec = new ModelSpec(datasource, ReadMetric(datasource, metric));
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

    private static JsonObject WriteMetric(MetricSpec metric) =>
        metric switch
        {
            CustomMetricSpec custom => WriteCustom(custom),
            CloudWatchMetricSpec cloudWatch => WriteCloudWatch(cloudWatch),
            AutostackMetricSpec autostack => WriteAutostack(autostack),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };

    private static MetricSpec ReadMetric(Datasource datasource, JsonObject json) =>
        datasource switch
        {
            Datasource.Custom => ReadCustom(json),
            Datasource.CloudWatch => ReadCloudWatch(json),
            _ => ReadAutostack(json),
        };

    private static JsonObject WriteCloudWatch(CloudWatchMetricSpec spec)
    {
        var dimensions = new JsonObject();
        foreach (var (name, value) in spec.Dimensions)
        {
            dimensions[name] = value;
        }
        var json = new JsonObject
        {
            ["region"] = spec.Region,
            ["namespace"] = spec.Namespace,
            ["metric"] = spec.Metric,
            ["dimensions"] = dimensions,
        };
        if (spec.Account.Length > 0)
        {
            json["account"] = spec.Account;
        }
        return json;
    }

    private static CloudWatchMetricSpec ReadCloudWatch(JsonObject json) =>
        new(
            (string)json["region"]!,
            (string)json["namespace"]!,
            (string)json["metric"]!,
            json["dimensions"]!.AsObject().ToDictionary(one => one.Key, one => (string)one.Value!)
        )
        {
            Account = (string?)json["account"] ?? "",
        };

    private static JsonObject WriteAutostack(AutostackMetricSpec spec)
    {
        var json = new JsonObject
        {
            ["autostackId"] = spec.Autostack.ToString(),
            ["slaveDatasource"] = spec.Slave.Name(),
            ["slaveMetric"] = new JsonObject { ["namespace"] = spec.Namespace, ["metric"] = spec.Metric },
        };
        if (spec.PeriodSeconds is { } period)
        {
            json["period"] = period;
        }
        return json;
    }

    private static AutostackMetricSpec ReadAutostack(JsonObject json) =>
        new(
            new(Guid.ParseExact((string)json["autostackId"]!, "N")),
            DatasourceNames.Parse((string)json["slaveDatasource"]!),
            (string)json["slaveMetric"]!["namespace"]!,
            (string)json["slaveMetric"]!["metric"]!
        )
        {
            PeriodSeconds = (int?)json["period"],
        };

    private static JsonObject WriteCustom(CustomMetricSpec custom)
    {
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
