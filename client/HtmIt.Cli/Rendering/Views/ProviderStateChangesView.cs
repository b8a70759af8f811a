namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: resource status changes.</summary>
internal sealed record ProviderStateChangesView(IEnumerable<ProviderStateChangeView> Changes);
