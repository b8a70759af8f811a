namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of a file of models.</summary>
internal sealed record ImportSummaryView(int Imported, int MonitoredAlready, int Refused);
