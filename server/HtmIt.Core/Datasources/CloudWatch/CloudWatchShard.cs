using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
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
    IAwsInventory inventory,
    ILogger logger
) : ISourceShard
{
    private readonly ScheduleBook<CloudWatchSeries> _book = new();
    private readonly LineLimit _faults = new(shard.Time);
    private readonly GoneResources _gone = new(shard, inventory, logger);

    public int MetricCount => _book.Count;

    public int StoppedCount => _book.Metrics.Count(one => one.Progress.IsStopped);

    public long? DueAt => _book.DueAt;

    public ICollected? Find(MetricId id) => _book.Find(id);

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var ours = await metrics
            .ListCollectedAsync(CloudWatchDatasource.Instance, shard.Scope.Region, cancellationToken)
            .Where(metric => metric.Spec?.Metric is CloudWatchMetricSpec spec && spec.Account == shard.Scope.Account)
            .ToArrayAsync(cancellationToken);
        _book.Refresh(ours, metric => new(metric));
    }

    public async Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken) =>
        new(
            _book
                .Metrics.Where(one => !one.Progress.IsStopped)
                .CountBy(one => one.Schedule.PeriodSeconds)
                .ToDictionary(one => one.Key, one => (long)one.Value),
            await collected.CountMonitoredAsync(CloudWatchDatasource.Instance, cancellationToken)
        );

    public Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken)
    {
        var resources = _book
            .Metrics.Where(one => one.Spec.Kind is { } type && (type.HasStatus || type.HasName))
            .GroupBy(one => one.Spec.Kind!)
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

    public async Task<CollectionReport> CollectAsync(CollectionRound round, CancellationToken cancellationToken)
    {
        var due = await _gone.LeaveOutAsync(shard.Series.Due(_book, round.Now, round.Pace), round.Now, cancellationToken);
        // The batches of a round run side by side, on any thread: they share nothing but these and what is in the shard.
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
        return reports.Aggregate(new CollectionReport(), CollectionReport.Add);
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionBatch<CloudWatchSeries> batch,
        CollectionRound round,
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
                case CallOutcome.Failed { Message: var fault, IsRefused: var isFinal }:
                    Log.CallFailed(logger, shard.Scope, part.Series.Count, fault);
                    await shard.Intake.FailAsync(part.Series, fault, isFinal, round.Now, cancellationToken);
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
        CollectionRound round,
        CancellationToken cancellationToken
    )
    {
        TellFaults(asked, answers);
        var stored = await Task.WhenAll(asked.Select((one, i) => StoreAsync(one, answers[i], window, round, cancellationToken)));
        await shard.Intake.SucceedAsync([.. asked.Where((_, i) => answers[i].Fault is null)], round.Now, cancellationToken);
        return stored.Aggregate(new CollectionReport(), CollectionReport.Add);
    }

    private async Task<CollectionReport> StoreAsync(
        CloudWatchSeries metric,
        QueryResult answer,
        CollectionWindow window,
        CollectionRound round,
        CancellationToken cancellationToken
    )
    {
        if (answer.Fault is { } fault)
        {
            await shard.Intake.FailAsync([metric], fault, isFinal: false, round.Now, cancellationToken);
            return new() { Errors = 1 };
        }
        return await shard.Series.TakeAsync(metric, answer.Samples, isWhole: true, window, round, cancellationToken);
    }

    /// <summary>Single queries that have no answer, or not a whole one, while others have.</summary>
    private void TellFaults(IReadOnlyList<CloudWatchSeries> asked, IReadOnlyList<QueryResult> answers)
    {
        var failed = asked.Where((_, i) => answers[i].Fault is not null).ToArray();
        if (failed.Length == 0)
        {
            return;
        }
        lock (_faults)
        {
            if (_faults.TryTake())
            {
                var example = answers.First(answer => answer.Fault is not null).Fault!;
                Log.QueriesFailed(logger, shard.Scope, failed.Length, failed[0].Metric.Id, example);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "CloudWatch of {Scope} refused a call for {Metrics} metrics: {Fault}")]
        public static partial void CallFailed(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(
            1310,
            LogLevel.Warning,
            "CloudWatch of {Scope} has no answer about {Metrics} metrics of a call, e.g. {Metric}; they are tried again: {Fault}"
        )]
        public static partial void QueriesFailed(ILogger logger, AwsScope scope, int metrics, MetricId metric, string fault);

        [LoggerMessage(1302, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; the next one is at {Until:O}: {Fault}")]
        public static partial void Throttled(ILogger logger, AwsScope scope, DateTimeOffset until, string fault);
    }
}
