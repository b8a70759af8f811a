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
    private readonly ScheduleBook<MemberCount> _counts = new();

    public int MetricCount => _book.Count + _counts.Count;

    public long? DueAt => _book.DueAt is { } due && _counts.DueAt is { } count ? Math.Min(due, count) : _book.DueAt ?? _counts.DueAt;

    public ICollected? Find(MetricId id) => (ICollected?)_book.Find(id) ?? _counts.Find(id);

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var here = await metrics
            .ListCollectedAsync(AutostackDatasource.Instance, shard.Scope.Region, cancellationToken)
            .Where(metric => metric.Autostack is not null)
            .ToArrayAsync(cancellationToken);
        var found = await autostacks.FindAsync([.. here.Select(metric => metric.Autostack!.Value).Distinct()], cancellationToken);
        var ours = found.Where(one => one.Account == shard.Scope.Account).ToDictionary(one => one.Id);
        var counts = here.Where(metric => ours.ContainsKey(metric.Autostack!.Value)).ToLookup(IsCount);
        _book.Refresh([.. counts[false]], metric => new(metric, ours[metric.Autostack!.Value]));
        _counts.Refresh([.. counts[true]], metric => new(metric, ours[metric.Autostack!.Value]));
        members.Keep(ours.Keys.ToHashSet());
    }

    /// <summary>Members are paid for one by one.</summary>
    public async Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken)
    {
        var series = await autostacks.CountSeriesAsync(cancellationToken);
        return SeriesCount.Of(CatalogueMetric.PeriodSeconds, series.GetValueOrDefault(shard.Scope), series.Values.Sum());
    }

    /// <summary>None: an autostack is no resource of AWS.</summary>
    public Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken) => Task.FromResult(new CollectionReport());

    public async Task<CollectionReport> CollectAsync(CollectionRound round, CancellationToken cancellationToken)
    {
        var due = shard.Series.Due(_book, round.Now, round.Pace);
        var counts = _counts.Metrics.Where(one => one.Ask(round.Now.ToUnixTimeSeconds(), round.Pace)).ToArray();
        if (due.Count == 0 && counts.Length == 0)
        {
            return new();
        }
        IOfAutostack[] wanted = [.. due.Select(one => one.Metric), .. counts];
        var resolved = await members.ResolveAsync(wanted.Select(one => one.Autostack), cancellationToken);
        if (!shard.Calls.IsTimely)
        {
            return new();
        }
        var ours = new Round(round, resolved);
        var report = await FailAsync(wanted, ours, cancellationToken);
        foreach (var count in counts.Where(one => resolved.FaultOf(one) is null))
        {
            report += await CountAsync(count, ours, cancellationToken);
        }
        // What is up to date comes first, so that it stays so while others catch up.
        var windows = due.Where(one => resolved.FaultOf(one.Metric) is null).GroupBy(one => one.Window, one => one.Metric);
        foreach (var group in windows.OrderBy(group => group.Key.Periods))
        {
            report += await CollectAsync(group.Key, [.. group], ours, cancellationToken);
        }
        return report;
    }

    /// <summary>Fails the metrics whose members can't be had.</summary>
    private async Task<CollectionReport> FailAsync(IReadOnlyList<IOfAutostack> wanted, Round round, CancellationToken cancellationToken)
    {
        var faults = round.Members.Faults.Values;
        var report = new CollectionReport { Throttled = faults.Sum(fault => fault.Throttled) };
        var failed = wanted.Select(metric => (Metric: metric, Fault: round.Members.FaultOf(metric))).Where(one => one.Fault is not null);
        foreach (var group in failed.GroupBy(one => (one.Fault!.Fault, one.Fault.Message), one => one.Metric))
        {
            Log.NoMembers(logger, shard.Scope, group.Key.Message);
            if (group.Key.Fault == AwsFault.Throttled)
            {
                // No fault of theirs: they wait, and no grace period begins.
                shard.Intake.Postpone(group, round.Begun.Now);
                continue;
            }
            await shard.Intake.FailAsync(
                [.. group],
                group.Key.Message,
                group.Key.Fault == AwsFault.Refused,
                round.Begun.Now,
                cancellationToken
            );
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
            metric.Meet(round.Members.Of(metric));
            series.Add(metric, round.Members.Of(metric));
        }
        var report = await series.FetchAsync(shard.Calls, cancellationToken);
        var failed = new List<(CollectedAutostackMetric Metric, string Fault)>();
        var isCutOff = false;
        foreach (var metric in wanted)
        {
            switch (series.Of(metric, round.Members.Of(metric)))
            {
                case MemberAnswers.Known { Series: var samples, IsWhole: var isWhole }:
                    var combined = Aggregation.Combine(metric.Statistic, samples);
                    report += await shard.Series.TakeAsync(metric, combined, isWhole, window, round.Begun, cancellationToken);
                    await shard.Intake.SucceedAsync([metric], round.Begun.Now, cancellationToken);
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
        if (isCutOff && shard.Calls.IsPaused)
        {
            Log.CutOff(logger, shard.Scope, shard.Calls.PausedUntil);
        }
        foreach (var group in failed.GroupBy(one => one.Fault, one => one.Metric))
        {
            Log.NotCollected(logger, shard.Scope, group.Count(), group.Key);
            await shard.Intake.FailAsync([.. group], group.Key, isFinal: false, round.Begun.Now, cancellationToken);
        }
        return report + new CollectionReport { Errors = failed.Count };
    }

    private async Task<CollectionReport> CountAsync(MemberCount count, Round round, CancellationToken cancellationToken)
    {
        var (now, seconds) = (round.Begun.Now, round.Begun.Now.ToUnixTimeSeconds());
        var sample = Aggregation.Count(now, round.Members.Of(count).Count);
        var outcome = await shard.Intake.StoreAsync(count, [sample], count.Schedule.NextAfter(seconds), now, cancellationToken);
        if (!outcome.IsStored)
        {
            return new();
        }
        count.Stored(seconds, round.Begun.Pace);
        await shard.Intake.SucceedAsync([count], now, cancellationToken);
        return outcome.Report;
    }

    /// <summary>Whether it is the number of members, of which there is no past.</summary>
    private static bool IsCount(Metric metric) => ((AutostackMetricSpec)metric.Spec!.Metric).Slave == AutostackDatasource.Instance;

    private sealed record Round(CollectionRound Begun, ResolvedMembers Members);

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
