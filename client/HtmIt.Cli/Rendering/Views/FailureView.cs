namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a failed command writes.</summary>
internal sealed record FailureView(ErrorView Error);
