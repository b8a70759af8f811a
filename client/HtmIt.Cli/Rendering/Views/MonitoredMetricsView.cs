namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: monitored metrics.</summary>
internal sealed record MonitoredMetricsView(IEnumerable<MonitoredMetricView> Results, IReadOnlyList<SkippedServiceView>? Skipped = null);
