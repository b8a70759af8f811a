using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch resources</c>.</summary>
internal sealed class CloudWatchResourcesCommand : CliCommand
{
    private readonly CloudWatchSelection _selection = new();

    public CloudWatchResourcesCommand()
        : base("resources", "List the resources that exist in a region.") => Takes(_selection.Symbols);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (region, listing) = (_selection.RegionOf(context), new CloudWatchListing());
        var options = _selection.Of(context, listing);
        var resources = await context
            .Client.CloudWatch.ListAwsResourcesAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new CloudWatchResourcesView(
                resources.Select(resource => new CloudWatchResourceView(resource)),
                SkippedServiceView.Of(listing.Skipped)
            ),
            ["namespace", "id", "name", "state"],
            resources.Select(resource => new[] { resource.Namespace, resource.AwsResourceId, resource.DisplayName, resource.ProviderState })
        );
        listing.Tell(context, region, options, resources.Count);
        return ExitCodes.Ok;
    }
}
