namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: metrics.</summary>
internal sealed record MetricsView(IEnumerable<MetricView> Metrics);
