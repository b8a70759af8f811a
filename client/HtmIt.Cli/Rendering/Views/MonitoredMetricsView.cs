namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: monitored metrics, and what that costs where it costs.</summary>
internal sealed record MonitoredMetricsView(
    IEnumerable<MonitoredMetricView> Results,
    IReadOnlyList<SkippedServiceView>? Skipped = null,
    AddedCostView? Cost = null
);
