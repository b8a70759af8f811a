using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary>A metric's properties for people.</summary>
internal static class MetricDetails
{
    public static Details Of(Metric metric) =>
        Details.Of(
            ("metric", MetricNames.Of(metric)),
            ("name", metric.Name),
            ("status", Spell.Of(metric.Status)),
            ("message", metric.StatusMessage),
            ("collecting", CollectText.Of(metric.Collecting, metric.LastSampleTime)),
            ("resource", metric.Resource),
            ("labels", LabelsOf(metric)),
            ("description", metric.Description),
            ("unit", metric.Unit),
            ("user info", metric.UserInfo?.ToJsonString() ?? ""),
            ("rows", Show.Count(metric.LastRowId)),
            ("newest sample", Show.Time(metric.LastSampleTime)),
            ("created", Show.Time(metric.CreateTime))
        );

    /// <summary>A custom metric's are in its name.</summary>
    private static string LabelsOf(Metric metric) =>
        metric.Key.Labels.Count > 0 ? "" : string.Join(", ", metric.Labels.Select(label => $"{label.Key}={label.Value}"));
}
