using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch collection</c>.</summary>
internal sealed class CloudWatchCollectionCommand()
    : CliCommand("collection", "Show what collecting does and costs, by account and region.")
{
    private static readonly (string Title, Func<CollectionShard, string> Cell)[] Columns =
    [
        ("account", shard => shard.Account),
        ("region", shard => shard.Region),
        (">metrics", shard => Show.Count(shard.MetricCount)),
        (">stopped", shard => Show.Count(shard.StoppedMetricCount)),
        (">calls", shard => Show.Count(shard.CallCount)),
        (">requested", shard => Show.Count(shard.RequestedMetricCount)),
        (">stored", shard => Show.Count(shard.StoredSampleCount)),
        (">empty", shard => Show.Count(shard.EmptyCount)),
        (">errors", shard => Show.Count(shard.ErrorCount)),
        (">throttled", shard => Show.Count(shard.ThrottledCallCount)),
        (">late", shard => Show.Count(shard.LateSampleCount)),
        (">revised", shard => Show.Count(shard.RevisedSampleCount)),
        (">$/month", shard => Show.Dollars(shard.EstimatedMonthlyDollars)),
    ];

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var statistics = await context.Client.CloudWatch.GetCollectionStatisticsAsync(cancellationToken);
        context.Output.WriteTable(
            new CollectionStatisticsView(statistics),
            [.. Columns.Select(column => column.Title)],
            statistics.Shards.Select(shard => Columns.Select(column => column.Cell(shard)).ToArray())
        );
        if (statistics.Shards.FirstOrDefault(shard => shard.ClockAhead != TimeSpan.Zero) is { ClockAhead: var ahead })
        {
            context.Output.Warn($"the clock of the server's machine is {Show.ClockAhead(ahead)}; CloudWatch is asked by AWS's time.");
        }

        return ExitCodes.Ok;
    }
}
