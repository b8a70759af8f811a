namespace HtmIt.Cli.Rendering.Views;

/// <summary>A resource that was to be monitored, and whether it is new.</summary>
internal sealed record CreatedResourceView(bool Created, ResourceView Resource);
