using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch metrics</c>.</summary>
internal sealed class CloudWatchMetricsCommand : CliCommand
{
    private readonly CloudWatchMetricSelection _selection = new();

    public CloudWatchMetricsCommand()
        : base("metrics", "List metrics that can be monitored in a region: those known of the resources there, or any of a namespace.") =>
        Takes(_selection.Symbols);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (region, listing) = (_selection.RegionOf(context), new CloudWatchListing());
        var options = _selection.Of(context, listing);
        var metrics = await context
            .Client.CloudWatch.ListAvailableMetricsAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new CloudWatchAvailableMetricsView(
                metrics.Select(available => new CloudWatchAvailableMetricView(available)),
                SkippedServiceView.Of(listing.Skipped)
            ),
            ["namespace", "metric", "resource", "name"],
            metrics.Select(available =>
                new[]
                {
                    available.Metric.Namespace,
                    available.Metric.MetricName,
                    CloudWatchMetricName.ThingOf(available),
                    available.Resource?.DisplayName ?? "",
                }
            )
        );
        listing.Tell(context, region, options, metrics.Count);
        return ExitCodes.Ok;
    }
}
