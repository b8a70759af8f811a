using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Turns generated models into those of the typed client, and specs back.</summary>
internal static class ModelMapping
{
    public static Model ToModel(V1.Model model) =>
        new(model.Name, MetricMapping.ToMetric(model.Metric))
        {
            Spec = model.Spec is { } spec && spec.MetricSpecCase != V1.ModelSpec.MetricSpecOneofCase.None ? ToSpec(spec) : null,
            EncoderResolution = model.HasEncoderResolution ? model.EncoderResolution : null,
            Generation = model.Generation,
            BacklogRowCount = model.BacklogRowCount,
            CreateTime = model.CreateTime?.ToDateTimeOffset(),
        };

    public static CreateModelResult ToResult(V1.CreateModelResponse response) => new(ToModel(response.Model), response.Created);

    public static V1.ModelSpec ToSpec(ModelSpec spec)
    {
        if (spec.CloudWatch is { } cloudWatch)
        {
            return new V1.ModelSpec
            {
                Cloudwatch = ToCloudWatch(cloudWatch),
                ModelParams = ToParams(spec.Min, spec.Max, spec.MinResolution),
            };
        }

        if (spec.Autostack is { } autostack)
        {
            return new V1.ModelSpec { Autostack = ToAutostack(autostack), ModelParams = ToParams(spec.Min, spec.Max, spec.MinResolution) };
        }

        var custom = new V1.CustomMetricSpec { Unit = spec.Unit, Resource = spec.Resource };
        if (spec.Target.IsResourceName)
        {
            custom.Metric = spec.Target.Value;
        }
        else
        {
            custom.MetricName = spec.Target.Value ?? "";
        }

        if (spec.UserInfo is { } userInfo)
        {
            custom.UserInfo = JsonParser.Default.Parse<Struct>(userInfo.ToJsonString());
        }

        return new V1.ModelSpec { Custom = custom, ModelParams = ToParams(spec.Min, spec.Max, spec.MinResolution) };
    }

    public static V1.ListModelsRequest ToListRequest(ListModelsOptions options, string pageToken) =>
        new()
        {
            PageSize = options.PageSize,
            PageToken = pageToken,
            Datasource = (V1.Datasource)options.Datasource,
            Server = options.Server,
            Statuses = { options.Statuses.Select(status => (V1.MetricStatus)status) },
        };

    private static V1.CloudWatchMetricSpec ToCloudWatch(CloudWatchMetric metric) =>
        new()
        {
            Region = metric.Region,
            Namespace = metric.Namespace,
            MetricName = metric.MetricName,
            Dimensions = { new Dictionary<string, string>(metric.Dimensions) },
            Account = metric.Account,
        };

    private static V1.AutostackMetricSpec ToAutostack(AutostackMetricSpec metric) =>
        new()
        {
            Autostack = metric.Autostack,
            SlaveDatasource = (V1.Datasource)metric.SlaveDatasource,
            Namespace = metric.Namespace,
            MetricName = metric.MetricName,
        };

    /// <summary>None of them is no parameters at all.</summary>
    public static V1.ModelParams? ToParams(double? min, double? max, double? minResolution)
    {
        if (min is null && max is null && minResolution is null)
        {
            return null;
        }

        var modelParams = new V1.ModelParams();
        if (min is { } smallest)
        {
            modelParams.Min = smallest;
        }

        if (max is { } largest)
        {
            modelParams.Max = largest;
        }

        if (minResolution is { } resolution)
        {
            modelParams.MinResolution = resolution;
        }

        return modelParams;
    }

    private static ModelSpec ToSpec(V1.ModelSpec spec) =>
        spec.MetricSpecCase switch
        {
            V1.ModelSpec.MetricSpecOneofCase.Cloudwatch => new ModelSpec(CloudWatchMapping.ToMetric(spec.Cloudwatch)),
            V1.ModelSpec.MetricSpecOneofCase.Autostack => new ModelSpec(ToAutostack(spec.Autostack)),
            _ => ToSpec(spec.Custom),
        } with
        {
            Min = spec.ModelParams is { HasMin: true } ? spec.ModelParams.Min : null,
            Max = spec.ModelParams is { HasMax: true } ? spec.ModelParams.Max : null,
            MinResolution = spec.ModelParams is { HasMinResolution: true } ? spec.ModelParams.MinResolution : null,
        };

    private static ModelSpec ToSpec(V1.CustomMetricSpec custom)
    {
        var target = custom.HasMetric ? MetricTarget.OfResourceName(custom.Metric) : MetricTarget.OfMetricName(custom.MetricName);
        return new ModelSpec(target)
        {
            Unit = custom.Unit,
            Resource = custom.Resource,
            UserInfo = custom.UserInfo is null ? null : (JsonObject?)JsonNode.Parse(JsonFormatter.Default.Format(custom.UserInfo)),
        };
    }

    private static AutostackMetricSpec ToAutostack(V1.AutostackMetricSpec spec) =>
        new(spec.Autostack, (Datasource)spec.SlaveDatasource, spec.Namespace, spec.MetricName);
}
