namespace HtmIt.Cli.Rendering.Views;

/// <summary>How many metrics there are.</summary>
internal sealed record MetricCountView(long TotalSize);
