using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric's place in a ranking.</summary>
internal sealed class RankedMetricView(RankedMetric ranked)
{
    public string Name => ranked.Metric.Name;

    public string MetricName => ranked.Metric.MetricName;

    public string Resource => ranked.Metric.Resource;

    public double Value => ranked.Value;

    public double ResourceValue => ranked.ResourceValue;

    public DateTime? WindowStartTime => ranked.WindowStartTime?.UtcDateTime;

    public DateTime? WindowEndTime => ranked.WindowEndTime?.UtcDateTime;

    public IEnumerable<RankingBarView> Bars => ranked.Bars.Select(bar => new RankingBarView(bar));
}
