using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What is known of a metric's rows.</summary>
internal sealed class MetricStatisticsView(Metric metric, MetricStatistics statistics)
{
    public string Metric => metric.Name;

    public string MetricName => metric.MetricName;

    public double Min => statistics.Min;

    public double Max => statistics.Max;

    public long RowCount => statistics.RowCount;

    public long ScoredRowCount => statistics.ScoredRowCount;
}
