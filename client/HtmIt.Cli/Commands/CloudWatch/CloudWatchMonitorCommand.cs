using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch monitor</c>: monitors what <c>htmit cloudwatch metrics</c> lists, or a metric that is named in full.</summary>
internal sealed class CloudWatchMonitorCommand : CliCommand
{
    /// <summary>So that a batch stays far below the largest message and the deadline of a call.</summary>
    private const int MetricsPerCall = 100;

    private readonly CloudWatchMetricSelection _selection = new();
    private readonly CloudWatchAsking _asking = new();
    private readonly ModelOptions _options = new();

    public CloudWatchMonitorCommand()
        : base(
            "monitor",
            "Monitor the metrics that \"metrics\" lists for the same options; or the one that --namespace, --metric and all of its --dimension name, "
                + "listed or not. Says what it costs."
        ) => Takes([.. _selection.Symbols, .. _asking.Symbols, _options.Min, _options.Max]);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var listing = new CloudWatchListing();
        var options = _selection.Of(context, listing);
        if (options is { AwsResourceId.Length: 0, MetricName.Length: 0, Tags.Count: 0, Dimensions.Count: 0 })
        {
            // Each metric costs money at AWS: all of a region are not monitored by a slip.
            throw new CliException("say which metrics: --resource, --metric, --dimension or --tag must be given.", ExitCodes.Usage);
        }

        var found = await FindAsync(context, options, listing, cancellationToken);
        var metrics = Array.ConvertAll(found, one => _asking.Of(context, one.Metric));
        var cost = new CloudWatchCost(context, metrics);
        await cost.TellBeforeAsync(cancellationToken);
        var results = new List<ItemResult<CreateModelResult>>();
        foreach (var part in metrics.Chunk(MetricsPerCall))
        {
            var specs = Array.ConvertAll(part, metric => ToSpec(context, metric));
            results.AddRange(await context.Client.Models.CreateManyAsync(specs, cancellationToken));
        }

        var added = await cost.AddedAsync(results.TrueForAll(result => result.Error is null), cancellationToken);
        var names = Array.ConvertAll(found, one => one.Name);
        var exitCode = BatchReport.WriteMonitored(context.Output, names, results, SkippedServiceView.Of(listing.Skipped), added);
        cost.TellAfter(added);
        return exitCode;
    }

    private async Task<(CloudWatchMetric Metric, string Name)[]> FindAsync(
        CommandContext context,
        ListAvailableMetricsOptions options,
        CloudWatchListing listing,
        CancellationToken cancellationToken
    )
    {
        var region = _selection.RegionOf(context);
        if (options is { Namespace.Length: > 0, MetricName.Length: > 0, Dimensions.Count: > 0, AwsResourceId.Length: 0, Tags.Count: 0 })
        {
            // A metric without data is not listed, and that it has none may be what is to be watched.
            var metric = new CloudWatchMetric(region, options.Namespace, options.MetricName, options.Dimensions)
            {
                Account = options.Account,
            };
            return [(metric, NameOf(metric, CloudWatchMetricName.ThingOf(metric)))];
        }

        var found = await context
            .Client.CloudWatch.ListAvailableMetricsAsync(region, options, cancellationToken)
            .Select(available => (available.Metric, NameOf(available.Metric, CloudWatchMetricName.ThingOf(available))))
            .ToArrayAsync(cancellationToken);
        listing.Tell(context, region, options, found.Length);
        return found.Length > 0 ? found : throw new CliException($"no metric of that selection exists in {region}; nothing is monitored.");
    }

    private CloudWatchModelSpec ToSpec(CommandContext context, CloudWatchMetric metric) =>
        new(metric) { Min = context.Get(_options.Min), Max = context.Get(_options.Max) };

    private static string NameOf(CloudWatchMetric metric, string thing) =>
        string.Join('/', new[] { metric.Region, metric.Namespace, thing, metric.MetricName }.Where(part => part.Length > 0));
}
