namespace HtmIt.Cli.Rendering.Views;

/// <summary>Why a command failed.</summary>
internal sealed record ErrorView(string Reason, string Message, IReadOnlyDictionary<string, string> Metadata);
