namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a picture of a metric shows.</summary>
internal sealed record PlotSummaryView(
    string MetricName,
    string? File,
    int Rows,
    int ScoredRows,
    int MarkedRows,
    int RedRows,
    int Incidents,
    double MinSeverity,
    DateTime From,
    DateTime To
);
