using System.Collections.Concurrent;
using HtmIt.Core.CloudWatch;
using HtmIt.Core.CloudWatch.Collecting;
using HtmIt.Core.Data;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;
using Members = System.Collections.Concurrent.ConcurrentDictionary<
    HtmIt.Core.Autostacks.AutostackId,
    System.Collections.Generic.IReadOnlyList<HtmIt.Core.Autostacks.AutostackMember>
>;

namespace HtmIt.Core.Autostacks.Collecting;

/// <summary>Collects the metrics of the autostacks of one account and region. Used by one caller at a time. A window is done with when it
/// was asked for, data or not: what a member publishes later is not picked up.</summary>
public sealed partial class AutostackShard(AwsScope scope, AutostackPorts ports)
{
    private const int MetricsPerPage = 1_000;
    private const int LongestMessage = 1_000;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);

    private readonly CollectorOptions _options = ports.Options.Value;
    private readonly MemberCache _members = new(scope, ports);
    private readonly Dictionary<MetricId, AutostackSchedule> _schedules = [];
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    public int MetricCount => _schedules.Count;

    /// <summary>Reads the metrics anew in the next round: one was added or changed.</summary>
    public void Wake() => _refreshAt = DateTimeOffset.MinValue;

    /// <summary>Collects what is due now.</summary>
    /// <param name="stretch">Periods to collect at a time.</param>
    public async Task<CollectionReport> RunRoundAsync(int stretch, CancellationToken cancellationToken)
    {
        var now = ports.Time.GetUtcNow();
        if (now >= _refreshAt)
        {
            await RefreshAsync(cancellationToken);
            _refreshAt = now + RefreshInterval;
        }
        return now < _pausedUntil ? new() : await CollectAsync(_schedules.Values, now, stretch, cancellationToken);
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
        var faults = new ConcurrentDictionary<AutostackId, string>();
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
                    faults[autostack.Id] = fault.Message;
                }
            }
        );
        var failed = metrics.Where(one => faults.ContainsKey(one.Autostack.Id)).ToArray();
        foreach (var group in failed.GroupBy(one => faults[one.Autostack.Id]))
        {
            Log.NoMembers(ports.Logger, scope, group.Key);
            await FailAsync([.. group], group.Key, now, cancellationToken);
        }
        return (members, new() { Errors = failed.Length });
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
        await series.FetchAsync(scope, ports.CloudWatch, cancellationToken);
        if (series.Throttled)
        {
            _pausedUntil = now + TimeSpan.FromSeconds(_options.RetrySeconds);
            Log.Throttled(ports.Logger, scope, _pausedUntil);
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
            else if (!series.Throttled)
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
            if (metric.Metric.CollectorError is not null)
            {
                await ports.Metrics.SetCollectorErrorAsync([metric.Metric.Id], null, cancellationToken);
                metric.Recovered();
            }
            return new()
            {
                SamplesStored = outcome.StoredCount,
                Empty = samples.Count == 0 ? 1 : 0,
                LateSamples = outcome.Refusals.Count,
            };
        }
        catch (DomainException refusal)
        {
            // Deleted meanwhile, or the database is away: the others go on, and the next round finds out which.
            Log.NotStored(ports.Logger, metric.Metric.Id, refusal.Message);
            metric.Failed(metric.Metric, now.ToUnixTimeSeconds(), _options.RetrySeconds);
            Wake();
            return new();
        }
    }

    /// <summary>The first failure begins the grace period; one after its end makes the metric fail.</summary>
    private async Task FailAsync(AutostackSchedule[] failed, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        message = message.Length <= LongestMessage ? message : message[..LongestMessage];
        var error = new CollectorError(now + TimeSpan.FromMinutes(_options.ErrorGraceMinutes), message);
        var fresh = failed.Where(one => one.Metric.CollectorError is null).Select(one => one.Metric.Id).ToArray();
        if (fresh.Length > 0)
        {
            await ports.Metrics.SetCollectorErrorAsync(fresh, error, cancellationToken);
        }
        foreach (var one in failed)
        {
            var known = one.Metric.CollectorError;
            one.Failed(one.Metric with { CollectorError = known ?? error }, now.ToUnixTimeSeconds(), _options.RetrySeconds);
            if (known is not null && known.Deadline < now)
            {
                Log.GaveUp(ports.Logger, one.Metric.Id, message);
                await ports.Runtime.FailAsync(one.Metric.Id, message, cancellationToken);
                Wake();
            }
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var metrics = await ListMetricsAsync(cancellationToken);
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

    private async Task<List<Metric>> ListMetricsAsync(CancellationToken cancellationToken)
    {
        var all = new List<Metric>();
        var filter = new MetricFilter(Datasource.Autostack, OnlyMonitored: true) { Location = scope.Region };
        MetricKey? after = null;
        while (true)
        {
            var page = await ports.Metrics.ListAsync(filter, after, MetricsPerPage, cancellationToken);
            all.AddRange(page.Where(metric => metric.Autostack is not null && AutostackSchedule.IsCollected(metric)));
            if (page.Count < MetricsPerPage)
            {
                return all;
            }
            after = new(page[^1].Server, page[^1].Name, page[^1].Id.Value);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5021, LogLevel.Warning, "The members of autostacks in {Scope} could not be asked for: {Fault}")]
        public static partial void NoMembers(ILogger logger, AwsScope scope, string fault);

        [LoggerMessage(5022, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; autostacks go on at {Until:O}")]
        public static partial void Throttled(ILogger logger, AwsScope scope, DateTimeOffset until);

        [LoggerMessage(5023, LogLevel.Warning, "CloudWatch of {Scope} gave no data for {Metrics} autostack metrics: {Fault}")]
        public static partial void NotCollected(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(5024, LogLevel.Warning, "What was collected of autostack metric {Metric} is not stored: {Reason}")]
        public static partial void NotStored(ILogger logger, MetricId metric, string reason);

        [LoggerMessage(5025, LogLevel.Warning, "Autostack metric {Metric} could not be collected for too long and goes to ERROR: {Fault}")]
        public static partial void GaveUp(ILogger logger, MetricId metric, string fault);
    }
}
