using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>The CloudWatch metrics of one account and region.</summary>
internal sealed partial class CloudWatchShard(
    ShardContext shard,
    IMetricStore metrics,
    ICollectedMetrics collected,
    ResourceStatusCollector states,
    ILogger logger
) : ISourceShard
{
    private readonly ScheduleBook<CloudWatchSeries> _book = new();
    private readonly PublicationDelays _delays = new();

    public int MetricCount => _book.Count;

    public long? DueAt => _book.DueAt;

    public IReadOnlyDictionary<string, int> PublicationDelays => _delays.Seconds;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var ours = await metrics
            .ListCollectedAsync(CloudWatchDatasource.Instance, shard.Scope.Region, cancellationToken)
            .Where(metric => metric.Spec?.Metric is CloudWatchMetricSpec spec && spec.Account == shard.Scope.Account)
            .ToArrayAsync(cancellationToken);
        _book.Refresh(ours, metric => new(metric));
    }

    public async Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken) =>
        new(_book.Count, await collected.CountMonitoredAsync(CloudWatchDatasource.Instance, cancellationToken));

    public Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken)
    {
        var resources = _book
            .Metrics.Where(one => one.Spec.Supported?.Type is { } type && (type.HasStatus || type.HasName))
            .GroupBy(one => one.Spec.Supported!.Type)
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .Select(one => (one.Spec.Measured.Id, one.Metric.ResourceId))
                        .Distinct()
                        .ToLookup(one => one.Id, one => one.ResourceId, StringComparer.Ordinal)
            );
        return states.CollectAsync(shard.Scope, resources, cancellationToken);
    }

    public async Task<CollectionReport> CollectAsync(DateTimeOffset now, CollectionPace pace, CancellationToken cancellationToken)
    {
        var seconds = now.ToUnixTimeSeconds();
        var due = _book.Due(one => one.Ask(seconds, pace, _delays.Of(one.Spec.Namespace)));
        // The batches of a round run side by side, on any thread: they share nothing but these and what is in the shard.
        var round = new Round(now, pace, []);
        var reports = new ConcurrentBag<CollectionReport>();
        var calls = new ParallelOptions
        {
            MaxDegreeOfParallelism = shard.Options.MaxConcurrentCalls,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            CollectionBatches.Of(due),
            calls,
            async (batch, cancel) => reports.Add(await CollectAsync(batch, round, cancel))
        );
        _delays.Learn(round.Timings, seconds);
        return reports.Aggregate(new CollectionReport(), CollectionReport.Add);
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionBatch<CloudWatchSeries> batch,
        Round round,
        CancellationToken cancellationToken
    )
    {
        var report = new CollectionReport();
        await foreach (var part in shard.Calls.AskAsync(batch, cancellationToken))
        {
            report += part.Report;
            switch (part.Outcome)
            {
                case CallOutcome.Answered { Results: var answers }:
                    report += await StoreAsync(part.Series, answers, batch.Window, round, cancellationToken);
                    break;
                case CallOutcome.Failed { Message: var fault }:
                    Log.CallFailed(logger, shard.Scope, part.Series.Count, fault);
                    await shard.Intake.FailAsync(part.Series, fault, round.Now, cancellationToken);
                    report += new CollectionReport { Errors = part.Series.Count };
                    break;
                case CallOutcome.TurnedAway { Message: var fault }:
                    Log.Throttled(logger, shard.Scope, shard.Calls.PausedUntil, fault);
                    break;
            }
        }
        return report;
    }

    private async Task<CollectionReport> StoreAsync(
        IReadOnlyList<CloudWatchSeries> asked,
        IReadOnlyList<QueryResult> answers,
        CollectionWindow window,
        Round round,
        CancellationToken cancellationToken
    )
    {
        var stored = await Task.WhenAll(asked.Select((one, i) => StoreAsync(one, answers[i], window, round, cancellationToken)));
        await shard.Intake.ForgiveAsync(asked.Where((_, i) => answers[i].Fault is null), cancellationToken);
        return stored.Aggregate(new CollectionReport(), CollectionReport.Add);
    }

    private async Task<CollectionReport> StoreAsync(
        CloudWatchSeries metric,
        QueryResult answer,
        CollectionWindow window,
        Round round,
        CancellationToken cancellationToken
    )
    {
        if (answer.Fault is { } fault)
        {
            await shard.Intake.FailAsync([metric], fault, round.Now, cancellationToken);
            return new() { Errors = 1 };
        }
        var ns = metric.Spec.Namespace;
        var taken = metric.Schedule.Take(answer.Samples, window, round.Now.ToUnixTimeSeconds(), round.Pace, _delays.Of(ns));
        var isNothing = taken.Samples.Count == 0 && taken.Next == metric.Schedule.Next;
        var outcome = isNothing
            ? IntakeOutcome.Nothing
            : await shard.Intake.StoreAsync(metric, taken.Samples, taken.Next, round.Now, cancellationToken);
        metric.Settle(taken, outcome.IsStored);
        if (!outcome.IsStored)
        {
            return new();
        }
        round.Timings.Add((ns, taken.Timing));
        return outcome.Report + new CollectionReport { Empty = answer.Samples.Count == 0 ? 1 : 0, LateSamples = taken.Late };
    }

    /// <param name="Timings">What the answers say about when to ask.</param>
    private sealed record Round(DateTimeOffset Now, CollectionPace Pace, ConcurrentBag<(string Namespace, Punctuality Timing)> Timings);

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "CloudWatch of {Scope} refused a call for {Metrics} metrics: {Fault}")]
        public static partial void CallFailed(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(1302, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; the next one is at {Until:O}: {Fault}")]
        public static partial void Throttled(ILogger logger, AwsScope scope, DateTimeOffset until, string fault);
    }
}
