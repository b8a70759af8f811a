using System.Text.Json.Nodes;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a model was asked to be: of a metric by its name, of one at AWS, or of an autostack's.</summary>
internal sealed class ModelSpecView(ModelSpec spec)
{
    public string? MetricName => spec.CloudWatch is null && spec.Autostack is null ? spec.Target.Value : null;

    public CloudWatchMetricView? CloudWatch => spec.CloudWatch is { } metric ? new(metric) : null;

    public AutostackMetricView? Autostack => spec.Autostack is { } metric ? new(metric) : null;

    public string? Unit => spec.Unit.Length > 0 ? spec.Unit : null;

    public string? Resource => spec.Resource.Length > 0 ? spec.Resource : null;

    public JsonObject? UserInfo => spec.UserInfo;

    public double? Min => spec.Min;

    public double? Max => spec.Max;

    public double? MinResolution => spec.MinResolution;
}
