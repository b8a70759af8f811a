namespace HtmIt.Cli.Rendering.Views;

/// <summary>What an import of everything did.</summary>
internal sealed record WholeImportSummaryView(int Imported, int ThereAlready, int Refused, bool Complete, bool ValidateOnly);
