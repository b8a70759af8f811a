namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: CloudWatch resources.</summary>
internal sealed record CloudWatchResourcesView(IEnumerable<CloudWatchResourceView> Resources, IReadOnlyList<SkippedServiceView>? Skipped);
