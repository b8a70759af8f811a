using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A resource that exists at AWS.</summary>
internal sealed class CloudWatchResourceView(CloudWatchResource resource)
{
    public string Id => resource.Id;

    public string ResourceType => resource.ResourceType;

    public string Region => resource.Region;

    public string Namespace => resource.Namespace;

    public string Dimension => resource.Dimension;

    public string DisplayName => resource.DisplayName;

    public string Status => resource.Status;

    public IReadOnlyDictionary<string, string> Tags => resource.Tags;

    public string Grn => resource.Grn;
}
