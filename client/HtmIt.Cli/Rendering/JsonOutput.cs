using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HtmIt.Client;
using HtmIt.Common;

namespace HtmIt.Cli.Rendering;

/// <summary>The machine-readable form of everything: one line, snake_case, times in UTC.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A value that is not finite has no JSON number.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public static string Format(object value) => HarmlessText.OfJson(JsonSerializer.Serialize(value, Options));

    /// <summary>A status as the contract spells it, without its prefix.</summary>
    public static string NameOf(MetricStatus status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());

    /// <summary>A datasource as the contract spells it, without its prefix.</summary>
    public static string NameOf(Datasource datasource) => datasource.ToString().ToUpperInvariant();

    public static object Of(MetricDataRow row, string metricName) =>
        new
        {
            row.Metric,
            MetricName = metricName,
            row.RowId,
            Time = row.Time.UtcDateTime,
            row.Value,
            RawAnomalyScore = row.Score?.RawScore,
            AnomalyScore = row.Score?.Likelihood,
            row.Score?.DisplayValue,
            row.Score?.Surprise,
        };

    public static object Of(Metric metric) =>
        new
        {
            metric.Name,
            metric.MetricName,
            Datasource = NameOf(metric.Datasource),
            metric.Server,
            metric.DisplayName,
            metric.Status,
            Message = metric.Message.Length > 0 ? metric.Message : null,
            metric.LastRowId,
            LastSampleTime = metric.LastSampleTime?.UtcDateTime,
            CreateTime = metric.CreateTime?.UtcDateTime,
            UpdateTime = metric.UpdateTime?.UtcDateTime,
        };

    public static object Of(Model model) =>
        new
        {
            model.Name,
            Metric = Of(model.Metric),
            Spec = model.Spec is { } spec
                ? new
                {
                    MetricName = spec.CloudWatch is null && spec.Autostack is null ? spec.Target.Value : null,
                    spec.CloudWatch,
                    spec.Autostack,
                    Unit = spec.Unit.Length > 0 ? spec.Unit : null,
                    Resource = spec.Resource.Length > 0 ? spec.Resource : null,
                    spec.UserInfo,
                    spec.Min,
                    spec.Max,
                    spec.MinResolution,
                }
                : null,
            model.EncoderResolution,
            model.Generation,
            model.BacklogRowCount,
            CreateTime = model.CreateTime?.UtcDateTime,
        };
}
