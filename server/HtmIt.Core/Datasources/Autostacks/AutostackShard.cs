using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The metrics of the autostacks of one account and region.</summary>
internal sealed partial class AutostackShard(
    ShardContext shard,
    IAutostackStore autostacks,
    IMetricStore metrics,
    MemberCache members,
    ILogger logger
) : ISourceShard
{
    private readonly ScheduleBook<CollectedAutostackMetric> _book = new();

    public int MetricCount => _book.Count;

    public long? DueAt => _book.DueAt;

    /// <summary>None: a window is asked for once, when it should be complete.</summary>
    public IReadOnlyDictionary<string, int> PublicationDelays { get; } = new Dictionary<string, int>();

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var here = await metrics
            .ListCollectedAsync(AutostackDatasource.Instance, shard.Scope.Region, cancellationToken)
            .Where(metric => metric.Autostack is not null)
            .ToArrayAsync(cancellationToken);
        var found = await autostacks.FindAsync([.. here.Select(metric => metric.Autostack!.Value).Distinct()], cancellationToken);
        var ours = found.Where(one => one.Account == shard.Scope.Account).ToDictionary(one => one.Id);
        _book.Refresh(
            [.. here.Where(metric => ours.ContainsKey(metric.Autostack!.Value))],
            metric => new(metric, ours[metric.Autostack!.Value])
        );
        members.Keep(ours.Keys.ToHashSet());
    }

    /// <summary>Members are paid for one by one.</summary>
    public async Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken)
    {
        var series = await autostacks.CountSeriesAsync(cancellationToken);
        return new(series.GetValueOrDefault(shard.Scope), series.Values.Sum());
    }

    /// <summary>None: an autostack is no resource of AWS.</summary>
    public Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken) => Task.FromResult(new CollectionReport());

    public async Task<CollectionReport> CollectAsync(DateTimeOffset now, CollectionPace pace, CancellationToken cancellationToken)
    {
        var due = _book.Due(one => one.Ask(now.ToUnixTimeSeconds(), pace));
        if (due.Count == 0)
        {
            return new();
        }
        var resolved = await members.ResolveAsync(due.Select(one => one.Metric.Autostack), cancellationToken);
        var round = new Round(now, pace, resolved);
        var report = await FailAsync([.. due.Select(one => one.Metric)], round, cancellationToken);
        var ready = due.Where(one => resolved.FaultOf(one.Metric) is null).ToArray();
        foreach (var (metric, window) in ready.Where(one => one.Metric.IsCount))
        {
            var count = Aggregation.Count(now, resolved.Of(metric).Count);
            report += await StoreAsync(metric, [count], window, round, cancellationToken);
        }
        // What is up to date comes first, so that it stays so while others catch up.
        var windows = ready.Where(one => !one.Metric.IsCount).GroupBy(one => one.Window, one => one.Metric);
        foreach (var group in windows.OrderBy(group => group.Key.Periods))
        {
            report += await CollectAsync(group.Key, [.. group], round, cancellationToken);
        }
        return report;
    }

    /// <summary>Fails the metrics whose members can't be had.</summary>
    private async Task<CollectionReport> FailAsync(
        IReadOnlyList<CollectedAutostackMetric> wanted,
        Round round,
        CancellationToken cancellationToken
    )
    {
        var faults = round.Members.Faults.Values;
        var report = new CollectionReport { Throttled = faults.Count(fault => fault.Fault == AwsFault.Throttled) };
        var failed = wanted.Select(metric => (Metric: metric, Fault: round.Members.FaultOf(metric))).Where(one => one.Fault is not null);
        foreach (var group in failed.GroupBy(one => (one.Fault!.Fault, one.Fault.Message), one => one.Metric))
        {
            Log.NoMembers(logger, shard.Scope, group.Key.Message);
            if (group.Key.Fault == AwsFault.Throttled)
            {
                // No fault of theirs: they wait, and no grace period begins.
                shard.Intake.Postpone(group, round.Now);
                continue;
            }
            await shard.Intake.FailAsync([.. group], group.Key.Message, round.Now, cancellationToken);
            report += new CollectionReport { Errors = group.Count() };
        }
        return report;
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionWindow window,
        IReadOnlyList<CollectedAutostackMetric> wanted,
        Round round,
        CancellationToken cancellationToken
    )
    {
        var series = new MemberSeries(window);
        foreach (var metric in wanted)
        {
            series.Add(metric, round.Members.Of(metric));
        }
        var report = await series.FetchAsync(shard.Calls, cancellationToken);
        var failed = new List<(CollectedAutostackMetric Metric, string Fault)>();
        var isCutOff = false;
        foreach (var metric in wanted)
        {
            switch (series.Of(metric, round.Members.Of(metric)))
            {
                case MemberAnswers.Known { Series: var samples }:
                    report += await StoreAsync(metric, Aggregation.Combine(metric.Statistic, samples), window, round, cancellationToken);
                    break;
                case MemberAnswers.Failed { Fault: var fault }:
                    failed.Add((metric, fault));
                    break;
                case MemberAnswers.Unknown:
                    // It stays due, and is asked for from the same place when calls are taken again.
                    isCutOff = true;
                    break;
            }
        }
        if (isCutOff)
        {
            Log.CutOff(logger, shard.Scope, shard.Calls.PausedUntil);
        }
        foreach (var group in failed.GroupBy(one => one.Fault, one => one.Metric))
        {
            Log.NotCollected(logger, shard.Scope, group.Count(), group.Key);
            await shard.Intake.FailAsync([.. group], group.Key, round.Now, cancellationToken);
        }
        return report + new CollectionReport { Errors = failed.Count };
    }

    private async Task<CollectionReport> StoreAsync(
        CollectedAutostackMetric metric,
        IReadOnlyList<Sample> samples,
        CollectionWindow window,
        Round round,
        CancellationToken cancellationToken
    )
    {
        var outcome = await shard.Intake.StoreAsync(metric, samples, window.End, round.Now, cancellationToken);
        if (!outcome.IsStored)
        {
            return new();
        }
        metric.Stored(window, round.Pace);
        await shard.Intake.ForgiveAsync([metric], cancellationToken);
        return outcome.Report + new CollectionReport { Empty = samples.Count == 0 ? 1 : 0 };
    }

    private sealed record Round(DateTimeOffset Now, CollectionPace Pace, ResolvedMembers Members);

    private static partial class Log
    {
        [LoggerMessage(1321, LogLevel.Warning, "The members of autostacks in {Scope} could not be asked for: {Fault}")]
        public static partial void NoMembers(ILogger logger, AwsScope scope, string fault);

        [LoggerMessage(1322, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; autostacks go on at {Until:O}")]
        public static partial void CutOff(ILogger logger, AwsScope scope, DateTimeOffset until);

        [LoggerMessage(1323, LogLevel.Warning, "CloudWatch of {Scope} gave no data for {Metrics} autostack metrics: {Fault}")]
        public static partial void NotCollected(ILogger logger, AwsScope scope, int metrics, string fault);
    }
}
