using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>Models and their specs between wire and domain.</summary>
internal static class ModelMapping
{
    public static V1.Model ToProto(Metric metric, long backlog)
    {
        var model = new V1.Model
        {
            Name = metric.Id.ModelResourceName,
            Metric = MetricMapping.ToProto(metric),
            Generation = metric.Generation,
            BacklogRowCount = backlog,
            CreateTime = metric.ModelCreateTime?.ToTimestamp(),
        };
        if (metric.Spec is { } spec)
        {
            model.Spec = ToProto(spec);
        }
        if (metric.Definition is { } definition)
        {
            model.EncoderResolution = definition.Resolution;
        }
        return model;
    }

    /// <summary>The spec, and the metric's identity where it is named by that.</summary>
    public static (ModelSpec Spec, MetricId? Existing) ToSpec(V1.ModelSpec? spec)
    {
        switch (spec?.MetricSpecCase)
        {
            case V1.ModelSpec.MetricSpecOneofCase.Custom:
                var (metric, existing) = ToCustom(spec.Custom);
                return (With(spec, Datasource.Custom, metric), existing);
            case V1.ModelSpec.MetricSpecOneofCase.Cloudwatch:
                return (With(spec, Datasource.CloudWatch, ToCloudWatch(spec.Cloudwatch)), null);
            case V1.ModelSpec.MetricSpecOneofCase.Autostack:
                return (With(spec, Datasource.Autostack, ToAutostack(spec.Autostack)), null);
            default:
                throw DomainErrors.InvalidField("spec", "", "must name what to monitor: custom, cloudwatch or autostack");
        }
    }

    /// <summary>The same for a spec that comes from elsewhere, where an autostack's identity means nothing here.</summary>
    public static (ModelSpec Spec, MetricId? Existing) ToImportSpec(V1.ModelSpec? spec)
    {
        if (spec?.Autostack is not null)
        {
            spec = spec.Clone();
            spec.Autostack.Autostack = default(AutostackId).ResourceName;
        }
        return ToSpec(spec);
    }

    private static ModelSpec With(V1.ModelSpec spec, Datasource datasource, MetricSpec metric) =>
        new(datasource, metric) { Params = ToParams(spec), CompleteParams = ToComplete(spec) };

    private static CloudWatchMetricSpec ToCloudWatch(V1.CloudWatchMetricSpec spec) =>
        new(spec.Region, spec.Namespace, spec.MetricName, new Dictionary<string, string>(spec.Dimensions)) { Account = spec.Account };

    private static AutostackMetricSpec ToAutostack(V1.AutostackMetricSpec spec) =>
        new(
            ToAutostackId("spec.autostack.autostack", spec.Autostack),
            MetricMapping.ToDatasource(spec.SlaveDatasource)
                ?? throw DomainErrors.InvalidField("spec.autostack.slave_datasource", "", "must be given"),
            spec.Namespace,
            spec.MetricName
        )
        {
            PeriodSeconds = spec.Period is null ? null : ToPeriod("spec.autostack.period", spec.Period),
        };

    internal static AutostackId ToAutostackId(string field, string name) =>
        AutostackId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, AutostackId.Rule);

    private static int ToPeriod(string field, Duration period) =>
        period is { Seconds: CatalogueMetric.PeriodSeconds, Nanos: 0 }
            ? CatalogueMetric.PeriodSeconds
            : throw DomainErrors.InvalidField(field, period, $"must be {CatalogueMetric.PeriodSeconds} seconds");

    private static (CustomMetricSpec Metric, MetricId? Existing) ToCustom(V1.CustomMetricSpec custom)
    {
        MetricId? existing = null;
        if (custom.TargetCase == V1.CustomMetricSpec.TargetOneofCase.Metric)
        {
            existing = MetricMapping.ToMetricId("spec.custom.metric", custom.Metric);
        }
        else if (custom.TargetCase == V1.CustomMetricSpec.TargetOneofCase.None)
        {
            throw DomainErrors.InvalidField("spec.custom.target", "", "must be given: metric_name or metric");
        }
        var metric = new CustomMetricSpec(custom.MetricName)
        {
            Unit = NullIfEmpty(custom.Unit),
            Resource = NullIfEmpty(custom.Resource),
            UserInfo = custom.UserInfo is null ? null : StructMapping.ToJson("spec.custom.user_info", custom.UserInfo),
        };
        return (metric, existing);
    }

    private static ModelParams? ToParams(V1.ModelSpec spec) =>
        spec.ParamsCase == V1.ModelSpec.ParamsOneofCase.ModelParams
            ? new(
                spec.ModelParams.HasMin ? spec.ModelParams.Min : null,
                spec.ModelParams.HasMax ? spec.ModelParams.Max : null,
                spec.ModelParams.HasMinResolution ? spec.ModelParams.MinResolution : null
            )
            : null;

    private static CompleteModelParams? ToComplete(V1.ModelSpec spec) =>
        spec.ParamsCase == V1.ModelSpec.ParamsOneofCase.CompleteModelParams
            ? new(
                StructMapping.ToJson("spec.complete_model_params.model_config", spec.CompleteModelParams.ModelConfig ?? new()),
                StructMapping.ToJson("spec.complete_model_params.inference_args", spec.CompleteModelParams.InferenceArgs ?? new()),
                spec.CompleteModelParams.TimestampFieldName,
                spec.CompleteModelParams.ValueFieldName
            )
            : null;

    public static V1.ModelSpec ToProto(ModelSpec spec)
    {
        var proto = spec.Metric switch
        {
            CustomMetricSpec custom => new V1.ModelSpec { Custom = ToProto(custom) },
            CloudWatchMetricSpec cloudWatch => new V1.ModelSpec { Cloudwatch = ToProto(cloudWatch) },
            AutostackMetricSpec autostack => new V1.ModelSpec { Autostack = ToProto(autostack) },
            _ => throw new ArgumentOutOfRangeException(nameof(spec)),
        };
        if (spec.Params is { } range)
        {
            proto.ModelParams = ToProto(range);
        }
        if (spec.CompleteParams is { } complete)
        {
            proto.CompleteModelParams = new()
            {
                ModelConfig = StructMapping.ToStruct(complete.ModelConfig),
                InferenceArgs = StructMapping.ToStruct(complete.InferenceArgs),
                TimestampFieldName = complete.TimestampFieldName,
                ValueFieldName = complete.ValueFieldName,
            };
        }
        return proto;
    }

    private static V1.CustomMetricSpec ToProto(CustomMetricSpec custom) =>
        new()
        {
            MetricName = custom.Metric,
            Unit = custom.Unit ?? "",
            Resource = custom.Resource ?? "",
            UserInfo = custom.UserInfo is null ? null : StructMapping.ToStruct(custom.UserInfo),
        };

    internal static V1.CloudWatchMetricSpec ToProto(CloudWatchMetricSpec spec) =>
        new()
        {
            Region = spec.Region,
            Namespace = spec.Namespace,
            MetricName = spec.Metric,
            Dimensions = { new Dictionary<string, string>(spec.Dimensions) },
            Account = spec.Account,
        };

    private static V1.AutostackMetricSpec ToProto(AutostackMetricSpec spec) =>
        new()
        {
            Autostack = spec.Autostack.ResourceName,
            SlaveDatasource = (V1.Datasource)spec.Slave,
            Namespace = spec.Namespace,
            MetricName = spec.Metric,
            Period = spec.PeriodSeconds is { } seconds ? Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) : null,
        };

    private static V1.ModelParams ToProto(ModelParams range)
    {
        var proto = new V1.ModelParams();
        if (range.Min is { } min)
        {
            proto.Min = min;
        }
        if (range.Max is { } max)
        {
            proto.Max = max;
        }
        if (range.MinResolution is { } resolution)
        {
            proto.MinResolution = resolution;
        }
        return proto;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
