using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A resource that exists at AWS.</summary>
internal sealed class CloudWatchResourceView(CloudWatchResource resource)
{
    public string AwsResourceId => resource.AwsResourceId;

    public string AwsResourceType => resource.AwsResourceType;

    public string Region => resource.Region;

    public string Namespace => resource.Namespace;

    public string Dimension => resource.Dimension;

    public string DisplayName => resource.DisplayName;

    public string ProviderState => resource.ProviderState;

    public IReadOnlyDictionary<string, string> Tags => resource.Tags;
}
