using System.Text.Json.Nodes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Specs;

/// <summary>Checks a model spec before anything is created.</summary>
public static class ModelSpecRules
{
    /// <param name="at">Where the caller has the spec.</param>
    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(ModelSpec spec, SpecFields at)
    {
        var violations = new List<FieldViolation>();
        spec.Metric.Check(at.Metric, violations);
        if (spec.CompleteParams is not null && !spec.Datasource.TakesCompleteParams)
        {
            violations.Add(at.CompleteParams.Violation("given", "are for custom metrics only"));
        }
        if (spec.Params is { } range)
        {
            CheckRange(range, at.Params, violations);
        }
        if (spec.CompleteParams is { } complete)
        {
            CheckComplete(complete, at.CompleteParams, violations);
        }
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
        if (spec.CompleteParams is { } document)
        {
            _ = CompleteParamsReader.Read(document, at.CompleteParams);
        }
    }

    /// <param name="at">Where the caller has the range.</param>
    /// <exception cref="DomainException">InvalidField, naming every field that breaks its rule.</exception>
    public static void Check(ModelParams range, FieldPath at)
    {
        var violations = new List<FieldViolation>();
        CheckRange(range, at, violations);
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }

    private static void CheckRange(ModelParams range, FieldPath at, List<FieldViolation> violations)
    {
        Finite(at["min"], range.Min, violations);
        Finite(at["max"], range.Max, violations);
        if (range.Min is null != range.Max is null)
        {
            var given = range.Min is null ? "max" : "min";
            violations.Add(at[given].Violation(range.Min ?? range.Max, "min and max must both be given or neither"));
        }
        if (range.Max < range.Min)
        {
            violations.Add(at["max"].Violation(range.Max, "must not be less than min"));
        }
        if (range is { Min: { } min, Max: { } max } && !double.IsFinite(max - min))
        {
            violations.Add(at["max"].Violation(max, "max - min must be a finite number"));
        }
        if (range.MinResolution is { } resolution && (!double.IsFinite(resolution) || resolution <= 0))
        {
            violations.Add(at["min_resolution"].Violation(resolution, "must be a positive finite number"));
        }
    }

    private static void Finite(FieldPath at, double? value, List<FieldViolation> violations)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            violations.Add(at.Violation(number, "must be a finite number"));
        }
    }

    private static void CheckComplete(CompleteModelParams complete, FieldPath at, List<FieldViolation> violations)
    {
        Required("timestamp_field_name", complete.TimestampFieldName);
        Required("value_field_name", complete.ValueFieldName);
        Required("inference_args", complete.InferenceArgs.Count == 0 ? "" : "given");
        Required("model_config", complete.ModelConfig.Count == 0 ? "" : "given");
        if (violations.Count == 0 && Text(complete.InferenceArgs["predictedField"]) != complete.ValueFieldName)
        {
            violations.Add(
                at["inference_args"]
                    ["predictedField"]
                    .Violation(
                        complete.InferenceArgs["predictedField"]?.ToJsonString(),
                        $"must equal value_field_name, '{complete.ValueFieldName}'"
                    )
            );
        }

        void Required(string field, string value)
        {
            if (value.Length == 0 || value.Any(char.IsControl))
            {
                violations.Add(at[field].Violation(value, "must be given, without control characters"));
            }
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
