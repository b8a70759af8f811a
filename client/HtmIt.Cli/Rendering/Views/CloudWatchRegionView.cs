using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A region of AWS.</summary>
internal sealed class CloudWatchRegionView(CloudWatchRegion region)
{
    public string Region => region.Region;

    public string DisplayName => region.DisplayName;
}
