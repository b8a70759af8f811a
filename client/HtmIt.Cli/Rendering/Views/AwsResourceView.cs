using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A resource at AWS that can be monitored.</summary>
internal sealed class AwsResourceView(AwsResource resource)
{
    public string Region => resource.Region;

    public string Namespace => resource.Namespace;

    public string Id => resource.Id;

    public string Account => resource.Account;
}
