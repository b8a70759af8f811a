using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch regions</c>.</summary>
internal sealed class CloudWatchRegionsCommand() : CliCommand("regions", "List the regions that can be asked.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var regions = await context.Client.CloudWatch.ListRegionsAsync(cancellationToken);
        context.Output.WriteTable(
            new CloudWatchRegionsView(regions.Select(region => new CloudWatchRegionView(region))),
            ["region", "name"],
            regions.Select(region => new[] { region.Region, region.DisplayName })
        );
        return ExitCodes.Ok;
    }
}
