using HtmIt.Client;

namespace HtmIt.Cli.Plotting;

/// <summary>What a picture of a metric shows.</summary>
internal sealed class PlotData(string title, IReadOnlyList<MetricDataRow> rows, double minSeverity)
{
    /// <summary>What the metric is called.</summary>
    public string Title => title;

    /// <summary>The unit of its values; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The rows, oldest first; at least one.</summary>
    public IReadOnlyList<MetricDataRow> Rows => rows;

    /// <summary>Rows at which an incident of at least this severity is noticed or raised are marked.</summary>
    public double MinSeverity => minSeverity;

    /// <summary>Of rows whose model had learnt.</summary>
    public IReadOnlyList<MetricDataRow> Marked { get; } =
    [.. rows.Where(row => !row.IsLearning && row.Score is { Severity: > 0 } score && score.Severity >= minSeverity)];

    /// <summary>Rows that the anomaly likelihood calls red.</summary>
    public IReadOnlyList<MetricDataRow> Red { get; } = [.. rows.Where(row => !row.IsLearning && row.Score?.Color == AnomalyColor.Red)];

    /// <summary>From the first to the last row whose model had not learnt enough; absent where there is none.</summary>
    public TimeWindow? Learning { get; } =
        rows.Where(row => row.IsLearning).ToList() is [var first, .. var others]
            ? new TimeWindow(first.Time, others.Count > 0 ? others[^1].Time : first.Time)
            : null;

    /// <summary>How far the model is, where it has not learnt enough for the newest rows; empty otherwise.</summary>
    public string LearningState { get; init; } = "";

    /// <summary>Incidents of at least <see cref="MinSeverity"/>: to shade, from onset to last.</summary>
    public IReadOnlyList<TimeWindow> Incidents { get; init; } = [];

    /// <summary>Windows to shade: where somebody says that something was wrong.</summary>
    public IReadOnlyList<TimeWindow> Windows { get; init; } = [];

    /// <summary>What people wrote about it, oldest first.</summary>
    public IReadOnlyList<PlotAnnotation> Annotations { get; init; } = [];

    /// <summary>How close the anomaly likelihood is to 1, in decades: 4 for 0.9999. Ten at most, where doubles get coarse.</summary>
    public static double LikelihoodDecades(RowScore score) => -Math.Log10(Math.Max(1 - score.AnomalyLikelihood, 1e-10));
}
