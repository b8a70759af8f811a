using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a model was asked to be: of a metric by its name, of one at AWS, or of an autostack's.</summary>
internal sealed class ModelSpecView(ModelSpec spec)
{
    private readonly CustomModelSpec? _custom = spec as CustomModelSpec;

    private readonly MetricKey? _key = ((spec as CustomModelSpec)?.Metric as MetricByKey)?.Key;

    public string? MetricName => _key?.MetricName ?? _custom?.Metric.Value;

    public IReadOnlyDictionary<string, string>? Labels => _key?.Labels;

    public CloudWatchMetricView? CloudWatch => spec is CloudWatchModelSpec { Metric: var metric } ? new(metric) : null;

    public AutostackMetricView? Autostack => spec is AutostackModelSpec { Metric: var metric } ? new(metric) : null;

    public double? Min => spec.Min;

    public double? Max => spec.Max;

    public double? MinResolution => spec.MinResolution;
}
