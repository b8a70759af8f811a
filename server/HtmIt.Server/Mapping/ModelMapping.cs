using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;

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
                return (new(Datasource.Custom, metric) { Params = ToParams(spec), CompleteParams = ToComplete(spec) }, existing);
            case V1.ModelSpec.MetricSpecOneofCase.Cloudwatch:
                throw DomainErrors.DatasourceNotAvailable(Datasource.CloudWatch);
            case V1.ModelSpec.MetricSpecOneofCase.Autostack:
                throw DomainErrors.DatasourceNotAvailable(Datasource.Autostack);
            default:
                throw DomainErrors.InvalidField("spec", "", "must name what to monitor: custom, cloudwatch or autostack");
        }
    }

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

    private static V1.ModelSpec ToProto(ModelSpec spec)
    {
        var custom = (CustomMetricSpec)spec.Metric;
        var proto = new V1.ModelSpec
        {
            Custom = new()
            {
                MetricName = custom.Metric,
                Unit = custom.Unit ?? "",
                Resource = custom.Resource ?? "",
                UserInfo = custom.UserInfo is null ? null : StructMapping.ToStruct(custom.UserInfo),
            },
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
