using System.Text.Json.Nodes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Specs;

/// <summary>Checks a model spec before anything is created.</summary>
public static class ModelSpecRules
{
    private const int LongestUnit = 64;
    private const int LongestResource = 100;
    private const int LongestAwsName = 200;
    private const int LargestUserInfo = 16 * 1024;

    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(ModelSpec spec)
    {
        var violations = new List<FieldViolation>();
        if (spec.Metric is CustomMetricSpec custom)
        {
            CheckCustom(custom, violations);
        }
        else if (spec.CompleteParams is not null)
        {
            var rule = "are for custom metrics only";
            violations.Add(FieldViolation.Of("spec.complete_model_params", "given", rule));
        }
        if (spec.Metric is CloudWatchMetricSpec cloudWatch)
        {
            CheckCloudWatch(cloudWatch, violations);
        }
        if (spec.Params is { } range)
        {
            CheckRange(range, violations);
        }
        if (spec.CompleteParams is { } complete)
        {
            CheckComplete(complete, violations);
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
        if (spec.CompleteParams is { } document)
        {
            _ = CompleteParamsReader.Read(document);
        }
    }

    private static void CheckCustom(CustomMetricSpec custom, List<FieldViolation> violations)
    {
        if (!MetricNames.IsValid(custom.Metric))
        {
            violations.Add(FieldViolation.Of("spec.custom.metric_name", custom.Metric, MetricNames.Rule));
        }
        CheckText("unit", custom.Unit, LongestUnit, violations);
        CheckText("resource", custom.Resource, LongestResource, violations);
        if (custom.UserInfo?.ToJsonString() is { Length: > LargestUserInfo } json)
        {
            violations.Add(FieldViolation.Of("spec.custom.user_info", json, $"must be at most {LargestUserInfo} bytes as JSON"));
        }
    }

    private static void CheckCloudWatch(CloudWatchMetricSpec spec, List<FieldViolation> violations)
    {
        Given("region", spec.Region);
        Given("namespace", spec.Namespace);
        Given("metric_name", spec.Metric);
        if (spec.Dimensions.Count == 0)
        {
            violations.Add(FieldViolation.Of("spec.cloudwatch.dimensions", "", "must hold at least one dimension"));
        }
        foreach (var (name, value) in spec.Dimensions)
        {
            Given("dimensions", name);
            Given($"dimensions['{name}']", value);
        }

        void Given(string field, string text)
        {
            if (text.Length is 0 or > LongestAwsName || text.Any(char.IsControl))
            {
                var rule = $"must be 1 to {LongestAwsName} characters without control characters";
                violations.Add(FieldViolation.Of($"spec.cloudwatch.{field}", text, rule));
            }
        }
    }

    private static void CheckText(string field, string? text, int longest, List<FieldViolation> violations)
    {
        if (text is not null && (text.Length > longest || text.Any(char.IsControl)))
        {
            violations.Add(
                FieldViolation.Of($"spec.custom.{field}", text, $"must be at most {longest} characters without control characters")
            );
        }
    }

    private static void CheckRange(ModelParams range, List<FieldViolation> violations)
    {
        Finite("min", range.Min, violations);
        Finite("max", range.Max, violations);
        if (range.Min is null != range.Max is null)
        {
            var given = range.Min is null ? "max" : "min";
            violations.Add(
                FieldViolation.Of($"spec.model_params.{given}", range.Min ?? range.Max, "min and max must both be given or neither")
            );
        }
        if (range.Max < range.Min)
        {
            violations.Add(FieldViolation.Of("spec.model_params.max", range.Max, "must not be less than min"));
        }
        if (range is { Min: { } min, Max: { } max } && !double.IsFinite(max - min))
        {
            violations.Add(FieldViolation.Of("spec.model_params.max", max, "max - min must be a finite number"));
        }
        if (range.MinResolution is { } resolution && (!double.IsFinite(resolution) || resolution <= 0))
        {
            violations.Add(FieldViolation.Of("spec.model_params.min_resolution", resolution, "must be a positive finite number"));
        }
    }

    private static void Finite(string field, double? value, List<FieldViolation> violations)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            violations.Add(FieldViolation.Of($"spec.model_params.{field}", number, "must be a finite number"));
        }
    }

    private static void CheckComplete(CompleteModelParams complete, List<FieldViolation> violations)
    {
        Required("timestamp_field_name", complete.TimestampFieldName);
        Required("value_field_name", complete.ValueFieldName);
        Required("inference_args", complete.InferenceArgs.Count == 0 ? "" : "given");
        Required("model_config", complete.ModelConfig.Count == 0 ? "" : "given");
        if (violations.Count == 0 && Text(complete.InferenceArgs["predictedField"]) != complete.ValueFieldName)
        {
            violations.Add(
                FieldViolation.Of(
                    "spec.complete_model_params.inference_args.predictedField",
                    complete.InferenceArgs["predictedField"]?.ToJsonString(),
                    $"must equal value_field_name, '{complete.ValueFieldName}'"
                )
            );
        }

        void Required(string field, string value)
        {
            if (value.Length == 0 || value.Any(char.IsControl))
            {
                var rule = "must be given, without control characters";
                violations.Add(FieldViolation.Of($"spec.complete_model_params.{field}", value, rule));
            }
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
