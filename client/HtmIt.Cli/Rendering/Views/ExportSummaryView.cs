namespace HtmIt.Cli.Rendering.Views;

/// <summary>What was written to a file.</summary>
internal sealed record ExportSummaryView(int Exported, string File);
