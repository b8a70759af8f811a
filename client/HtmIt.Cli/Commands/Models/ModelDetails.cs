using System.Globalization;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary>A model's properties for people.</summary>
internal static class ModelDetails
{
    public static Details Of(Model model) =>
        Details.Of(
            ("model", model.Name),
            ("metric", MetricNames.Of(model.Metric)),
            ("resource", model.Metric.Resource),
            ("status", Spell.Of(model.Metric.Status)),
            ("message", model.Metric.StatusMessage),
            ("learning", LearningText.Of(model)),
            ("newest sample", Show.Time(model.Metric.LastSampleTime)),
            ("collecting", CollectText.Of(model.Metric.Collecting, model.Metric.LastSampleTime)),
            ("range", RangeOf(model)),
            ("resolution", model.EncoderResolution is { } resolution ? Show.Value(resolution) : ""),
            ("generation", model.Generation.ToString(CultureInfo.InvariantCulture)),
            ("rows waiting", Show.Count(model.BacklogRowCount)),
            ("created", Show.Time(model.CreateTime))
        );

    private static string RangeOf(Model model) =>
        model.Spec is { Min: { } min, Max: { } max } ? $"{Show.Value(min)} to {Show.Value(max)}"
        : model.Metric.Datasource is Datasource.CloudWatch or Datasource.Autostack ? "the metric's default"
        : "from the data";
}
