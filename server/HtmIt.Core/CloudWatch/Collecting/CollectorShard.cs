using System.Collections.Concurrent;
using HtmIt.Core.Autostacks.Collecting;
using HtmIt.Core.Data;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.CloudWatch.Collecting;

/// <summary>Collects the CloudWatch metrics and the autostacks of one account and region. Used by one caller at a time. A metric is asked for once in a period,
/// when its datapoint should be there; many metrics share a call. What one metric does never keeps another from being collected.</summary>
public sealed partial class CollectorShard(AwsScope scope, CollectorPorts ports)
{
    private const int MetricsPerPage = 1_000;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestThrottle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestThrottle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CollectorOptions _options = ports.Options.Value;
    private readonly Dictionary<MetricId, MetricSchedule> _schedules = [];
    private readonly Dictionary<string, PublicationDelay> _delays = [];
    private readonly AutostackShard _autostacks = new(scope, ports.Autostacks);
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private TimeSpan _throttle = ShortestThrottle;
    private int _stretch = 1;

    public AwsScope Scope => scope;

    /// <summary>All since the shard began.</summary>
    public CollectionReport Total { get; private set; } = new();

    public int MetricCount => _schedules.Count;

    /// <summary>Periods asked for at a time, to keep to the monthly limit; 1 without one.</summary>
    public int Stretch => _stretch;

    /// <summary>What the metrics cost in a month as they are asked for.</summary>
    public double MonthlyDollars => _schedules.Values.Sum(one => CollectionCost.MonthlyDollars(1, one.Query.PeriodSeconds, _stretch));

    /// <summary>Learnt delays between a period's end and its datapoint, in seconds, by namespace.</summary>
    public IReadOnlyDictionary<string, int> PublicationDelays => _delays.ToDictionary(one => one.Key, one => one.Value.Seconds);

    public CollectorState State => new(Total, MetricCount, Stretch, MonthlyDollars, PublicationDelays);

    /// <summary>Reads the metrics anew in the next round: one was added or changed.</summary>
    public void Wake()
    {
        _refreshAt = DateTimeOffset.MinValue;
        _autostacks.Wake();
    }

    /// <summary>Collects what is due now.</summary>
    public async Task<CollectionReport> RunRoundAsync(CancellationToken cancellationToken)
    {
        var now = ports.Time.GetUtcNow();
        if (now >= _refreshAt)
        {
            await RefreshAsync(cancellationToken);
            _refreshAt = now + RefreshInterval;
        }
        // Side by side: states that can't be had do not delay the samples.
        var statuses = ports.Status.CollectAsync(scope, ServersByType(), cancellationToken);
        var report = now >= _pausedUntil ? await CollectAsync(now, cancellationToken) : new();
        report += await _autostacks.RunRoundAsync(_stretch, cancellationToken);
        report += await statuses;
        Total += report;
        return report;
    }

    /// <summary>How long there is nothing to do.</summary>
    public TimeSpan UntilNextRound()
    {
        var now = ports.Time.GetUtcNow();
        var next = now + LongestPause;
        if (_schedules.Count > 0)
        {
            var due = Math.Max(_schedules.Values.Min(one => one.DueAt), DateTimeOffset.MinValue.ToUnixTimeSeconds());
            next = Min(next, DateTimeOffset.FromUnixTimeSeconds(Math.Min(due, next.ToUnixTimeSeconds() + 1)));
        }
        next = Min(Max(next, _pausedUntil), _refreshAt > now ? now + LongestPause : now);
        return next - now < ShortestPause ? ShortestPause : next - now;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<MetricId>();
        var filter = new MetricFilter(Datasource.CloudWatch, OnlyMonitored: true) { Location = scope.Region };
        MetricKey? after = null;
        while (true)
        {
            var page = await ports.Metrics.ListAsync(filter, after, MetricsPerPage, cancellationToken);
            foreach (var metric in page.Where(IsOurs))
            {
                seen.Add(metric.Id);
                Take(metric);
            }
            if (page.Count < MetricsPerPage)
            {
                break;
            }
            after = new(page[^1].Server, page[^1].Name, page[^1].Id.Value);
        }
        foreach (var gone in _schedules.Keys.Where(id => !seen.Contains(id)).ToArray())
        {
            _schedules.Remove(gone);
        }
        var all = await ports.Metrics.CountMonitoredAsync(Datasource.CloudWatch, cancellationToken);
        _stretch = CollectionCost.Stretch(all, CatalogueMetric.PeriodSeconds, _options.MaxMonthlyDollars);
    }

    private bool IsOurs(Metric metric) =>
        MetricSchedule.IsCollected(metric) && metric.Spec?.Metric is CloudWatchMetricSpec spec && spec.Account == scope.Account;

    private void Take(Metric metric)
    {
        if (_schedules.TryGetValue(metric.Id, out var known))
        {
            known.Refresh(metric);
        }
        else
        {
            _schedules[metric.Id] = new(metric);
        }
    }

    private Dictionary<ResourceType, IReadOnlyCollection<string>> ServersByType() =>
        _schedules
            .Values.Where(one => one.Spec.Supported?.Type.HasStatus == true)
            .GroupBy(one => one.Spec.Supported!.Type)
            .ToDictionary(
                group => group.Key,
                IReadOnlyCollection<string> (group) => group.Select(one => one.Metric.Server).ToHashSet(StringComparer.Ordinal)
            );

    private async Task<CollectionReport> CollectAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seconds = now.ToUnixTimeSeconds();
        var due = new List<(MetricSchedule, CollectionWindow)>();
        foreach (var schedule in _schedules.Values)
        {
            var window = schedule.Window(seconds, Delay(schedule.Spec.Namespace).Seconds, _stretch, _options.BackfillDays);
            if (window is { } ready)
            {
                due.Add((schedule, ready));
            }
        }
        var outcomes = new ConcurrentBag<MetricOutcome>();
        var calls = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentCalls, CancellationToken = cancellationToken };
        var reports = new ConcurrentBag<CollectionReport>();
        await Parallel.ForEachAsync(
            CollectionBatch.Of(due),
            calls,
            async (batch, cancel) => reports.Add(await CollectAsync(batch, seconds, outcomes, cancel))
        );
        Learn(outcomes);
        return reports.Aggregate(new CollectionReport(), CollectionReport.Add);
    }

    private PublicationDelay Delay(string ns)
    {
        if (!_delays.TryGetValue(ns, out var delay))
        {
            _delays[ns] = delay = new();
        }
        return delay;
    }

    private void Learn(IEnumerable<MetricOutcome> outcomes)
    {
        foreach (var group in outcomes.Where(one => one.WasAlive).GroupBy(one => one.Namespace))
        {
            Delay(group.Key).Learn(group.Count(), group.Count(one => !one.HadData));
        }
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionBatch batch,
        long now,
        ConcurrentBag<MetricOutcome> outcomes,
        CancellationToken cancellationToken
    )
    {
        if (ports.Time.GetUtcNow() < _pausedUntil)
        {
            return new();
        }
        var report = new CollectionReport { Calls = 1, MetricsRequested = batch.Metrics.Count };
        IReadOnlyList<QueryResult> answers;
        try
        {
            answers = await ports.CloudWatch.GetMetricDataAsync(
                scope,
                [.. batch.Metrics.Select(one => one.Query)],
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.Start),
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.End),
                cancellationToken
            );
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Throttled)
        {
            return report with { Throttled = Throttle(fault) };
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Refused && batch.Metrics.Count > 1)
        {
            foreach (var half in batch.Halves())
            {
                report += await CollectAsync(half, now, outcomes, cancellationToken);
            }
            return report;
        }
        catch (AwsException fault)
        {
            Log.CallFailed(ports.Logger, scope, batch.Metrics.Count, fault.Message);
            await FailAsync(batch.Metrics, fault.Message, now, cancellationToken);
            return report with { Errors = batch.Metrics.Count };
        }
        _throttle = ShortestThrottle;
        var stored = await Task.WhenAll(
            batch.Metrics.Select((one, i) => StoreAsync(one, answers[i], batch.Window, now, outcomes, cancellationToken))
        );
        await ClearErrorsAsync(batch.Metrics.Where((_, i) => answers[i].Fault is null), cancellationToken);
        return stored.Aggregate(report, CollectionReport.Add);
    }

    private int Throttle(AwsException fault)
    {
        var jitter = 0.5 + Random.Shared.NextDouble();
        _pausedUntil = ports.Time.GetUtcNow() + (_throttle * jitter);
        _throttle = _throttle * 2 > LongestThrottle ? LongestThrottle : _throttle * 2;
        Log.Throttled(ports.Logger, scope, _pausedUntil, fault.Message);
        return 1;
    }

    private async Task<CollectionReport> StoreAsync(
        MetricSchedule schedule,
        QueryResult answer,
        CollectionWindow window,
        long now,
        ConcurrentBag<MetricOutcome> outcomes,
        CancellationToken cancellationToken
    )
    {
        if (answer.Fault is { } fault)
        {
            await FailAsync([schedule], fault, now, cancellationToken);
            return new() { Errors = 1 };
        }
        var delay = _delays[schedule.Spec.Namespace].Seconds;
        var wasAlive = schedule.IsAlive && window.Periods <= _stretch;
        var collected = schedule.Take(answer.Samples, window, now, delay, _options.OpenMinutes * 60);
        try
        {
            var late = collected.Late;
            if (collected.Samples.Count > 0 || collected.Next != schedule.Next)
            {
                var next = DateTimeOffset.FromUnixTimeSeconds(collected.Next);
                var outcome = await ports.Runtime.CollectAsync(schedule.Metric.Id, collected.Samples, next, cancellationToken);
                late += outcome.Refusals.Count;
            }
            schedule.Stored(collected, window, now, _options.RetrySeconds, delay, _stretch);
            outcomes.Add(new(schedule.Spec.Namespace, wasAlive, answer.Samples.Count > 0));
            return new()
            {
                SamplesStored = collected.Samples.Count,
                Empty = answer.Samples.Count == 0 ? 1 : 0,
                LateSamples = late,
            };
        }
        catch (DomainException refusal)
        {
            // Deleted meanwhile, or the database is away: the next round finds out, and asks again from the same place.
            Log.NotStored(ports.Logger, schedule.Metric.Id, refusal.Message);
            schedule.Failed(now, _options.RetrySeconds);
            Wake();
            return new();
        }
    }

    /// <summary>The first failure begins the grace period; one after its end makes the metric fail.</summary>
    private async Task FailAsync(IReadOnlyList<MetricSchedule> failed, string message, long now, CancellationToken cancellationToken)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(now);
        foreach (var schedule in failed)
        {
            schedule.Failed(now, _options.RetrySeconds);
        }
        var fresh = failed.Where(one => one.Metric.CollectorError is null).ToArray();
        if (fresh.Length > 0)
        {
            var error = new CollectorError(time + TimeSpan.FromMinutes(_options.ErrorGraceMinutes), Shorten(message));
            await SetErrorAsync(fresh, error, cancellationToken);
        }
        foreach (var overdue in failed.Where(one => one.Metric.CollectorError is { } error && error.Deadline < time))
        {
            Log.GaveUp(ports.Logger, overdue.Metric.Id, message);
            await ports.Runtime.FailAsync(overdue.Metric.Id, Shorten(message), cancellationToken);
            Wake();
        }
    }

    private async Task ClearErrorsAsync(IEnumerable<MetricSchedule> healthy, CancellationToken cancellationToken)
    {
        var recovered = healthy.Where(one => one.Metric.CollectorError is not null).ToArray();
        if (recovered.Length > 0)
        {
            await SetErrorAsync(recovered, null, cancellationToken);
        }
    }

    private async Task SetErrorAsync(MetricSchedule[] metrics, CollectorError? error, CancellationToken cancellationToken)
    {
        await ports.Metrics.SetCollectorErrorAsync([.. metrics.Select(one => one.Metric.Id)], error, cancellationToken);
        foreach (var one in metrics)
        {
            one.Refresh(one.Metric with { CollectorError = error });
        }
    }

    private static string Shorten(string message) => message.Length <= 1_000 ? message : message[..1_000];

    private readonly record struct MetricOutcome(string Namespace, bool WasAlive, bool HadData);

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Warning, "CloudWatch of {Scope} refused a call for {Metrics} metrics: {Fault}")]
        public static partial void CallFailed(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(5002, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; the next one is at {Until:O}: {Fault}")]
        public static partial void Throttled(ILogger logger, AwsScope scope, DateTimeOffset until, string fault);

        [LoggerMessage(5003, LogLevel.Warning, "What was collected of metric {Metric} is not stored yet: {Reason}")]
        public static partial void NotStored(ILogger logger, MetricId metric, string reason);

        [LoggerMessage(5004, LogLevel.Warning, "Metric {Metric} could not be collected for too long and goes to ERROR: {Fault}")]
        public static partial void GaveUp(ILogger logger, MetricId metric, string fault);
    }
}
