namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric, and whether the command created it.</summary>
internal sealed record CreatedMetricView(bool Created, MetricView Metric);
