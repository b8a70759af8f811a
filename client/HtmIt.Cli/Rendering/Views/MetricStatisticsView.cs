using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What is known of a metric's rows.</summary>
internal sealed class MetricStatisticsView(Metric metric, MetricStatistics statistics)
{
    public string Metric => metric.Name;

    public string MetricName => metric.MetricName;

    public double? MinValue => statistics.MinValue;

    public double? MaxValue => statistics.MaxValue;

    public DateTime? FirstSampleTime => statistics.FirstSampleTime?.UtcDateTime;

    public DateTime? LastSampleTime => statistics.LastSampleTime?.UtcDateTime;

    public long RowCount => statistics.RowCount;

    public long ScoredRowCount => statistics.ScoredRowCount;
}
