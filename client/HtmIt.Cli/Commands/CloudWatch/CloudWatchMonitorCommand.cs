using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch monitor</c>: monitors what <c>htmit cloudwatch metrics</c> lists.</summary>
internal sealed class CloudWatchMonitorCommand : CliCommand
{
    /// <summary>So that a batch stays far below the largest message and the deadline of a call.</summary>
    private const int MetricsPerCall = 100;

    private readonly CloudWatchMetricSelection _selection = new();
    private readonly ModelOptions _options = new();

    public CloudWatchMonitorCommand()
        : base("monitor", "Monitor the metrics that \"metrics\" lists for the same options.") =>
        Takes([.. _selection.Symbols, _options.Min, _options.Max]);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var listing = new CloudWatchListing();
        var options = _selection.Of(context, listing);
        if (options.AwsResourceId.Length == 0 && options.MetricName.Length == 0 && options.Tags.Count == 0)
        {
            // Each metric costs money at AWS: all of a region are not monitored by a slip.
            throw new CliException("say which metrics: --resource, --metric or --tag must be given.", ExitCodes.Usage);
        }

        var region = _selection.RegionOf(context);
        var found = await context
            .Client.CloudWatch.ListAvailableMetricsAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        listing.Tell(context, region, options, found.Count);
        if (found.Count == 0)
        {
            throw new CliException($"no metric of that selection exists in {region}; nothing is monitored.");
        }

        var results = new List<ItemResult<CreateModelResult>>();
        foreach (var part in found.Chunk(MetricsPerCall))
        {
            var specs = part.Select(available => ToSpec(context, available.Metric)).ToArray();
            results.AddRange(await context.Client.Models.CreateManyAsync(specs, cancellationToken));
        }

        return BatchReport.WriteMonitored(context.Output, [.. found.Select(NameOf)], results, SkippedServiceView.Of(listing.Skipped));
    }

    private CloudWatchModelSpec ToSpec(CommandContext context, CloudWatchMetric metric) =>
        new(metric) { Min = context.Get(_options.Min), Max = context.Get(_options.Max) };

    private static string NameOf(CloudWatchAvailableMetric available) =>
        $"{available.Metric.Region}/{available.Metric.Namespace}/{available.Resource.AwsResourceId}/{available.Metric.MetricName}";
}
