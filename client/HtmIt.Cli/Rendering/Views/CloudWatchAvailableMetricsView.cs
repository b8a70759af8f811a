namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: CloudWatch available metrics.</summary>
internal sealed record CloudWatchAvailableMetricsView(
    IEnumerable<CloudWatchAvailableMetricView> Metrics,
    IReadOnlyList<SkippedServiceView>? Skipped
);
