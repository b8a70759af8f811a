using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch</c>: what can be monitored at AWS.</summary>
internal static class CloudWatchCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var regions = new Command("regions", "List the regions that can be asked.");
        regions.Run(globals, terminal, (context, _, token) => RegionsAsync(context, token));
        var namespaces = new Command("namespaces", "List the namespaces with the metrics that can be monitored.");
        namespaces.Run(globals, terminal, (context, _, token) => NamespacesAsync(context, token));
        var collection = new Command("collection", "Show what collecting does and costs, by account and region.");
        collection.Run(globals, terminal, (context, _, token) => CollectionAsync(context, token));
        return new Command("cloudwatch", "Show what can be monitored at AWS, monitor it, and show what collecting it costs.")
        {
            regions,
            namespaces,
            Resources(globals, terminal),
            Metrics(globals, terminal),
            CloudWatchMonitorCommand.Create(globals, terminal),
            collection,
        };
    }

    private static Command Resources(GlobalOptions globals, Terminal terminal)
    {
        var selection = new CloudWatchSelection();
        var command = selection.AddTo(new Command("resources", "List the resources that exist in a region."));
        command.Run(
            globals,
            terminal,
            (context, parsed, token) => ResourcesAsync(context, selection.Region(parsed), selection.Of(parsed), token)
        );
        return command;
    }

    private static Command Metrics(GlobalOptions globals, Terminal terminal)
    {
        var selection = new CloudWatchMetricSelection();
        var command = selection.AddTo(new Command("metrics", "List the metrics that can be monitored of the resources in a region."));
        command.Run(
            globals,
            terminal,
            (context, parsed, token) => MetricsAsync(context, selection.Region(parsed), selection.Of(parsed), token)
        );
        return command;
    }

    private static async Task<int> RegionsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var regions = await context.Client.CloudWatch.ListRegionsAsync(null, cancellationToken);
        return ListTable.Write(
            context,
            new { Regions = regions },
            ["region", "title"],
            regions.Select(region => new[] { region.Name, region.Title })
        );
    }

    private static async Task<int> NamespacesAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var namespaces = await context.Client.CloudWatch.ListNamespacesAsync(null, cancellationToken);
        var rows = namespaces
            .SelectMany(ns => ns.Metrics)
            .Select(one => new[] { one.Namespace, one.MetricName, one.Dimension, one.Statistic, one.Unit, one.IsDefault ? "yes" : "" });
        return ListTable.Write(
            context,
            new { Namespaces = namespaces.Select(JsonOf) },
            ["namespace", "metric", "dimension", "statistic", "unit", "default"],
            rows
        );
    }

    private static async Task<int> ResourcesAsync(
        CommandContext context,
        string region,
        CloudWatchOptions options,
        CancellationToken cancellationToken
    )
    {
        var resources = await context
            .Client.CloudWatch.ListResourcesAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        var rows = resources.Select(one => new[] { one.Namespace, one.Id, one.DisplayName, one.Status });
        return ListTable.Write(context, new { Resources = resources }, ["namespace", "id", "name", "status"], rows);
    }

    private static async Task<int> MetricsAsync(
        CommandContext context,
        string region,
        ListAvailableMetricsOptions options,
        CancellationToken cancellationToken
    )
    {
        var metrics = await context
            .Client.CloudWatch.ListAvailableMetricsAsync(region, options, cancellationToken)
            .ToListAsync(cancellationToken);
        var rows = metrics.Select(one => new[] { one.Metric.Namespace, one.Metric.MetricName, one.Resource.Id, one.Resource.DisplayName });
        return ListTable.Write(context, new { Metrics = metrics.Select(JsonOf) }, ["namespace", "metric", "resource", "name"], rows);
    }

    private static async Task<int> CollectionAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var statistics = await context.Client.CloudWatch.GetCollectionStatisticsAsync(null, cancellationToken);
        string[] columns =
        [
            "account",
            "region",
            ">metrics",
            ">calls",
            ">requested",
            ">stored",
            ">empty",
            ">errors",
            ">throttled",
            ">late",
            ">$/month",
        ];
        var rows = statistics.Shards.Select(shard =>
            new[] { shard.Account, shard.Region }
                .Concat(Counters(shard).Select(Show.Count))
                .Append(shard.EstimatedMonthlyDollars.ToString("0.00", CultureInfo.InvariantCulture))
                .ToArray()
        );
        return ListTable.Write(context, JsonOf(statistics), columns, rows);
    }

    private static IEnumerable<long> Counters(CollectionShard shard) =>
        [
            shard.MetricCount,
            shard.CallCount,
            shard.RequestedMetricCount,
            shard.StoredSampleCount,
            shard.EmptyCount,
            shard.ErrorCount,
            shard.ThrottledCallCount,
            shard.LateSampleCount,
        ];

    private static object JsonOf(CloudWatchNamespace ns) =>
        new
        {
            ns.Name,
            Metrics = ns.Metrics.Select(JsonOf),
            ns.Dimensions,
        };

    private static object JsonOf(CloudWatchCatalogueMetric metric) =>
        new
        {
            metric.Namespace,
            metric.MetricName,
            metric.ResourceType,
            metric.Dimension,
            metric.Statistic,
            metric.Unit,
            metric.DefaultMin,
            metric.DefaultMax,
            metric.IsDefault,
            PeriodSeconds = metric.Period.TotalSeconds,
        };

    private static object JsonOf(CloudWatchAvailableMetric one) =>
        new
        {
            one.Metric,
            Catalogue = JsonOf(one.Catalogue),
            one.Resource,
        };

    private static object JsonOf(CollectionStatistics statistics) =>
        new
        {
            Shards = statistics.Shards.Select(shard => new
            {
                shard.Account,
                shard.Region,
                shard.MetricCount,
                shard.CallCount,
                shard.RequestedMetricCount,
                shard.StoredSampleCount,
                shard.EmptyCount,
                shard.ErrorCount,
                shard.ThrottledCallCount,
                shard.LateSampleCount,
                shard.EstimatedMonthlyDollars,
                shard.PeriodsPerRequest,
                PublicationDelaySeconds = shard.PublicationDelays.ToDictionary(delay => delay.Key, delay => delay.Value.TotalSeconds),
            }),
            statistics.EstimatedMonthlyDollars,
        };
}
