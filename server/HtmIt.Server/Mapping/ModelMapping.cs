using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>Models and their specs between wire and domain.</summary>
internal static class ModelMapping
{
    public static V1.Model ToProto(Metric metric, long backlog, Learning learning) =>
        ToProto(metric, CollectState.OfStored(metric), backlog, learning);

    /// <param name="collecting">How collecting its metric goes; null when that is not collected.</param>
    public static V1.Model ToProto(Metric metric, CollectState? collecting, long backlog, Learning learning)
    {
        var model = new V1.Model
        {
            Name = metric.Id.ModelResourceName,
            Metric = MetricMapping.ToProto(metric, collecting),
            Generation = metric.Generation,
            BacklogRowCount = backlog,
            CreateTime = metric.ModelCreateTime?.ToTimestamp(),
            LearningRowsNeeded = learning.RowsNeeded,
        };
        if (metric.Spec is { } spec)
        {
            model.Spec = ToProto(spec);
        }
        if (metric.Definition is { } definition)
        {
            if (definition.Resolution is { } given)
            {
                model.EncoderResolution = given;
            }
            model.LearningRowCount = (int)Math.Clamp(metric.LastRowId - backlog, 0, learning.RowsNeeded);
        }
        return model;
    }

    /// <param name="at">Where the caller has the spec.</param>
    public static ModelSpec ToSpec(V1.ModelSpec? spec, string at = "spec") =>
        new(SpecMapping.ToMetricSpec(spec, FieldPath.Proto(at))) { Params = ToParams(spec!), CompleteParams = ToComplete(spec!, at) };

    /// <summary>What puts the parameters of a request into a spec; null when it has none.</summary>
    public static Func<ModelSpec, ModelSpec>? ToReplacement(V1.RestartModelRequest request)
    {
        switch (request.ParamsCase)
        {
            case V1.RestartModelRequest.ParamsOneofCase.ModelParams:
                var range = ToParams(request.ModelParams);
                return spec => spec with { Params = range, CompleteParams = null };
            case V1.RestartModelRequest.ParamsOneofCase.CompleteModelParams:
                var complete = ToComplete(request.CompleteModelParams, FieldPath.Proto("complete_model_params"));
                return spec => spec with { Params = null, CompleteParams = complete };
            default:
                return null;
        }
    }

    internal static ModelParams? ToParams(V1.ModelSpec spec) =>
        spec.ParamsCase == V1.ModelSpec.ParamsOneofCase.ModelParams ? ToParams(spec.ModelParams) : null;

    internal static ModelParams? ToParams(V1.ModelParams? range) =>
        range is null
            ? null
            : new(range.HasMin ? range.Min : null, range.HasMax ? range.Max : null, range.HasMinResolution ? range.MinResolution : null);

    internal static CompleteModelParams? ToComplete(V1.ModelSpec spec, string at) =>
        spec.ParamsCase == V1.ModelSpec.ParamsOneofCase.CompleteModelParams
            ? ToComplete(spec.CompleteModelParams, FieldPath.Proto(at)["complete_model_params"])
            : null;

    private static CompleteModelParams ToComplete(V1.CompleteModelParams complete, FieldPath at) =>
        new(
            StructMapping.ToJson($"{at["model_config"]}", complete.ModelConfig ?? new()),
            StructMapping.ToJson($"{at["inference_args"]}", complete.InferenceArgs ?? new()),
            complete.TimestampFieldName,
            complete.ValueFieldName
        );

    public static V1.ModelSpec ToProto(ModelSpec spec)
    {
        var proto = SpecMapping.ToProto(spec.Metric);
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
}
