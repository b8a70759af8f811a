using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A model and its metric.</summary>
internal sealed class ModelView(Model model)
{
    public string Name => model.Name;

    public MetricView Metric => new(model.Metric);

    public ModelSpecView? Spec => model.Spec is { } spec ? new(spec) : null;

    public double? EncoderResolution => model.EncoderResolution;

    public int Generation => model.Generation;

    public long BacklogRowCount => model.BacklogRowCount;

    public int LearningRowCount => model.LearningRowCount;

    public int LearningRowsNeeded => model.LearningRowsNeeded;

    public DateTime? CreateTime => model.CreateTime?.UtcDateTime;
}
