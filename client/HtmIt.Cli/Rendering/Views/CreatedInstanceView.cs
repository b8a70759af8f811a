namespace HtmIt.Cli.Rendering.Views;

/// <summary>An instance that was to be monitored, and whether it is new.</summary>
internal sealed record CreatedInstanceView(bool Created, InstanceView Instance);
