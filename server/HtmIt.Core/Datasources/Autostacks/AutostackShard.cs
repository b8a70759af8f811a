using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Instances;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;
using Members = System.Collections.Concurrent.ConcurrentDictionary<
    HtmIt.Core.Names.AutostackId,
    System.Collections.Generic.IReadOnlyList<HtmIt.Core.Datasources.Autostacks.AutostackMember>
>;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Collects the metrics of the autostacks of one account and region. Used by one caller at a time. A window is done with when it
/// was asked for, data or not: what a member publishes later is not picked up.</summary>
/// <param name="throttle">Shared with all that call CloudWatch for this account and region.</param>
public sealed partial class AutostackShard(AwsScope scope, AutostackPorts ports, RegionThrottle throttle)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);

    private readonly CollectorOptions _options = ports.Options.Value;
    private readonly GracePeriod _grace = new(ports.Metrics, ports.Runtime, ports.Options.Value, ports.Logger);
    private readonly MemberCache _members = new(scope, ports);
    private readonly Dictionary<MetricId, AutostackSchedule> _schedules = [];
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private volatile bool _isStale = true;

    public int MetricCount => _schedules.Count;

    /// <summary>Reads the metrics anew in the next round: one was added or changed.</summary>
    public void Wake() => _isStale = true;

    /// <summary>Collects what is due now.</summary>
    /// <param name="stretch">Periods to collect at a time.</param>
    public async Task<CollectionReport> RunRoundAsync(int stretch, CancellationToken cancellationToken)
    {
        var now = ports.Time.GetUtcNow();
        if (_isStale || now >= _refreshAt)
        {
            _isStale = false;
            _refreshAt = now + RefreshInterval;
            await RefreshAsync(cancellationToken);
        }
        return throttle.IsPaused ? new() : await CollectAsync(_schedules.Values, now, stretch, cancellationToken);
    }

    private async Task<CollectionReport> CollectAsync(
        IEnumerable<AutostackSchedule> metrics,
        DateTimeOffset now,
        int stretch,
        CancellationToken cancellationToken
    )
    {
        var seconds = now.ToUnixTimeSeconds();
        var due = metrics
            .Select(one => (Metric: one, Window: one.Window(seconds, stretch, _options.BackfillDays)))
            .Where(one => one.Window is not null)
            .Select(one => (one.Metric, Window: one.Window!.Value))
            .ToArray();
        if (due.Length == 0)
        {
            return new();
        }
        var (members, report) = await ResolveAsync(due.Select(one => one.Metric).ToArray(), now, cancellationToken);
        var resolved = due.Where(one => members.ContainsKey(one.Metric.Autostack.Id)).ToArray();
        foreach (var (metric, window) in resolved.Where(one => one.Metric.IsCount))
        {
            var sample = Aggregation.Count(now, members[metric.Autostack.Id].Count);
            report += await StoreAsync(metric, [sample], window, now, cancellationToken);
        }
        // What is up to date comes first, so that it stays so while others catch up.
        var windows = resolved.Where(one => !one.Metric.IsCount).GroupBy(one => one.Window, one => one.Metric);
        foreach (var group in windows.OrderBy(group => group.Key.Periods))
        {
            report += await CollectAsync(group.Key, [.. group], members, now, cancellationToken);
        }
        return report;
    }

    /// <summary>The members of the autostacks of these metrics, side by side. Metrics whose members can't be had are failed.</summary>
    private async Task<(Members, CollectionReport)> ResolveAsync(
        AutostackSchedule[] metrics,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var members = new Members();
        var faults = new ConcurrentDictionary<AutostackId, AwsException>();
        var calls = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentCalls, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            metrics.Select(one => one.Autostack).DistinctBy(one => one.Id),
            calls,
            async (autostack, cancel) =>
            {
                try
                {
                    members[autostack.Id] = await _members.GetAsync(autostack, cancel);
                }
                catch (AwsException fault)
                {
                    faults[autostack.Id] = fault;
                }
            }
        );
        var errors = 0;
        var failed = metrics.Where(one => faults.ContainsKey(one.Autostack.Id));
        foreach (var group in failed.GroupBy(one => (faults[one.Autostack.Id].Fault, faults[one.Autostack.Id].Message)))
        {
            Log.NoMembers(ports.Logger, scope, group.Key.Message);
            if (group.Key.Fault == AwsFault.Throttled)
            {
                // No fault of theirs: they wait, and no grace period begins.
                Postpone(group, now);
                continue;
            }
            await FailAsync([.. group], group.Key.Message, now, cancellationToken);
            errors += group.Count();
        }
        return (members, new() { Errors = errors, Throttled = faults.Values.Count(fault => fault.Fault == AwsFault.Throttled) });
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionWindow window,
        AutostackSchedule[] metrics,
        Members members,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var series = new MemberSeries(window, metrics.Select(one => (one, members[one.Autostack.Id])));
        await series.FetchAsync(scope, ports, throttle, cancellationToken);
        if (series.IsCutOff)
        {
            Log.CutOff(ports.Logger, scope, throttle.Until);
        }
        var report = series.Report;
        var failed = new List<(AutostackSchedule Metric, string Fault)>();
        foreach (var metric in metrics)
        {
            var (found, fault) = series.Of(metric, members[metric.Autostack.Id]);
            if (fault is null)
            {
                report += await StoreAsync(metric, Aggregation.Combine(metric.Statistic, found), window, now, cancellationToken);
            }
            else if (!series.IsCutOff)
            {
                failed.Add((metric, fault));
            }
        }
        foreach (var group in failed.GroupBy(one => one.Fault, one => one.Metric))
        {
            Log.NotCollected(ports.Logger, scope, group.Count(), group.Key);
            await FailAsync([.. group], group.Key, now, cancellationToken);
        }
        return report + new CollectionReport { Errors = failed.Count };
    }

    private async Task<CollectionReport> StoreAsync(
        AutostackSchedule metric,
        IReadOnlyList<Sample> samples,
        CollectionWindow window,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var next = DateTimeOffset.FromUnixTimeSeconds(window.End);
        try
        {
            var outcome = await ports.Runtime.CollectAsync(metric.Metric.Id, samples, next, cancellationToken);
            metric.Done(window);
            await _grace.ForgiveAsync([metric], cancellationToken);
            return CollectionReport.Of(outcome) + new CollectionReport { Empty = samples.Count == 0 ? 1 : 0 };
        }
        catch (DomainException refusal)
        {
            // Deleted or failed meanwhile, or the database is away: the others go on, and the next round finds out which.
            Log.NotStored(ports.Logger, metric.Metric.Id, refusal.Message);
            Postpone([metric], now);
            Wake();
            return new();
        }
    }

    private void Postpone(IEnumerable<AutostackSchedule> metrics, DateTimeOffset now)
    {
        foreach (var metric in metrics)
        {
            metric.Postpone(now.ToUnixTimeSeconds(), _options.RetrySeconds);
        }
    }

    private async Task FailAsync(AutostackSchedule[] failed, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await _grace.FailAsync(failed, message, now, cancellationToken))
        {
            Wake();
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var filter = new MetricFilter(AutostackDatasource.Instance, OnlyMonitored: true) { Location = scope.Region };
        var metrics = await ports
            .Metrics.ListAllAsync(filter, cancellationToken)
            .Where(metric => metric.Autostack is not null && AutostackSchedule.IsCollected(metric))
            .ToArrayAsync(cancellationToken);
        var ids = metrics.Select(metric => metric.Autostack!.Value).Distinct().ToArray();
        var found = await ports.Autostacks.FindAsync(ids, cancellationToken);
        var autostacks = found.Where(one => one.Account == scope.Account).ToDictionary(one => one.Id);
        var seen = new HashSet<MetricId>();
        foreach (var metric in metrics)
        {
            if (!autostacks.TryGetValue(metric.Autostack!.Value, out var autostack))
            {
                continue;
            }
            seen.Add(metric.Id);
            if (_schedules.TryGetValue(metric.Id, out var known))
            {
                known.Refresh(metric);
            }
            else
            {
                _schedules[metric.Id] = new(metric, autostack);
            }
        }
        foreach (var gone in _schedules.Keys.Where(id => !seen.Contains(id)).ToArray())
        {
            _schedules.Remove(gone);
        }
        _members.Keep(autostacks.Keys.ToHashSet());
    }

    private static partial class Log
    {
        [LoggerMessage(1321, LogLevel.Warning, "The members of autostacks in {Scope} could not be asked for: {Fault}")]
        public static partial void NoMembers(ILogger logger, AwsScope scope, string fault);

        [LoggerMessage(1322, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; autostacks go on at {Until:O}")]
        public static partial void CutOff(ILogger logger, AwsScope scope, DateTimeOffset until);

        [LoggerMessage(1323, LogLevel.Warning, "CloudWatch of {Scope} gave no data for {Metrics} autostack metrics: {Fault}")]
        public static partial void NotCollected(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(1324, LogLevel.Warning, "What was collected of autostack metric {Metric} is not stored: {Reason}")]
        public static partial void NotStored(ILogger logger, MetricId metric, string reason);
    }
}
