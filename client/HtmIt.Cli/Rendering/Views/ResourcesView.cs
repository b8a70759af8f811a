namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: resources.</summary>
internal sealed record ResourcesView(IEnumerable<ResourceView> Resources);
