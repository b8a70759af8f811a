namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: CloudWatch regions.</summary>
internal sealed record CloudWatchRegionsView(IEnumerable<CloudWatchRegionView> Regions);
