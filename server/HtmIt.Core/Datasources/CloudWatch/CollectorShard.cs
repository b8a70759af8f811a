using System.Collections.Concurrent;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Instances;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Collects the CloudWatch metrics and the autostacks of one account and region. Used by one caller at a time, but for
/// <see cref="Wake"/> and <see cref="State"/>. A metric is asked for once in a period, when its datapoint should be there; many metrics share
/// a call. What one metric does never keeps another from being collected.</summary>
public sealed partial class CollectorShard
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CollectorPorts _ports;
    private readonly CollectorOptions _options;
    private readonly GracePeriod _grace;
    private readonly RegionThrottle _throttle;
    private readonly AutostackShard _autostacks;
    private readonly Dictionary<MetricId, MetricSchedule> _schedules = [];
    private readonly Dictionary<string, PublicationDelay> _delays = [];
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private volatile bool _isStale = true;
    private int _stretch = 1;
    private long _memberSeries;

    public CollectorShard(AwsScope scope, CollectorPorts ports)
    {
        (Scope, _ports, _options) = (scope, ports, ports.Options.Value);
        _grace = new(ports.Metrics, ports.Runtime, _options, ports.Logger);
        _throttle = new(ports.Time);
        _autostacks = new(scope, ports.Autostacks, _throttle);
    }

    public AwsScope Scope { get; }

    /// <summary>All since the shard began.</summary>
    public CollectionReport Total { get; private set; } = new();

    public CollectorState State =>
        new(
            Total,
            _schedules.Count + _autostacks.MetricCount,
            _stretch,
            CollectionCost.MonthlyDollars(_schedules.Count + _memberSeries, CatalogueMetric.PeriodSeconds, _stretch),
            _delays.ToDictionary(one => one.Key, one => one.Value.Seconds)
        );

    /// <summary>Reads the metrics anew in the next round: one was added or changed.</summary>
    public void Wake()
    {
        _isStale = true;
        _autostacks.Wake();
    }

    /// <summary>Collects what is due now.</summary>
    public async Task<CollectionReport> RunRoundAsync(CancellationToken cancellationToken)
    {
        var now = _ports.Time.GetUtcNow();
        if (_isStale || now >= _refreshAt)
        {
            // Before the metrics are read: who wakes the shard meanwhile may have come too late for this reading.
            _isStale = false;
            _refreshAt = now + RefreshInterval;
            await RefreshAsync(cancellationToken);
        }
        // Side by side: states that can't be had do not delay the samples.
        var statuses = _ports.Status.CollectAsync(Scope, ServersByType(), cancellationToken);
        var report = await CollectAsync(now, cancellationToken);
        report += await _autostacks.RunRoundAsync(_stretch, cancellationToken);
        report += await statuses;
        Total += report;
        return report;
    }

    /// <summary>How long there is nothing to do.</summary>
    public TimeSpan UntilNextRound()
    {
        var now = _ports.Time.GetUtcNow();
        var next = now + LongestPause;
        if (_schedules.Count > 0)
        {
            var due = Math.Max(_schedules.Values.Min(one => one.DueAt), DateTimeOffset.MinValue.ToUnixTimeSeconds());
            next = Min(next, DateTimeOffset.FromUnixTimeSeconds(Math.Min(due, next.ToUnixTimeSeconds() + 1)));
        }
        next = _isStale ? now : Max(next, Min(_throttle.Until, now + LongestPause));
        return next - now < ShortestPause ? ShortestPause : next - now;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<MetricId>();
        var filter = new MetricFilter(CloudWatchDatasource.Instance, OnlyMonitored: true) { Location = Scope.Region };
        await foreach (var metric in _ports.Metrics.ListAllAsync(filter, cancellationToken))
        {
            if (IsOurs(metric))
            {
                seen.Add(metric.Id);
                Take(metric);
            }
        }
        foreach (var gone in _schedules.Keys.Where(id => !seen.Contains(id)).ToArray())
        {
            _schedules.Remove(gone);
        }
        await CountCostAsync(cancellationToken);
    }

    private bool IsLimited => _options.MaxMonthlyDollars > 0;

    /// <summary>The limit is for all shards together; members of autostacks are paid for one by one.</summary>
    private async Task CountCostAsync(CancellationToken cancellationToken)
    {
        var metrics = await _ports.Metrics.CountMonitoredAsync(CloudWatchDatasource.Instance, cancellationToken);
        var members = await _ports.Autostacks.Autostacks.CountSeriesAsync(cancellationToken);
        _memberSeries = members.GetValueOrDefault(Scope);
        _stretch = CollectionCost.Stretch(metrics + members.Values.Sum(), CatalogueMetric.PeriodSeconds, _options.MaxMonthlyDollars);
    }

    private bool IsOurs(Metric metric) =>
        MetricSchedule.IsCollected(metric) && metric.Spec?.Metric is CloudWatchMetricSpec spec && spec.Account == Scope.Account;

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
        if (_throttle.IsPaused)
        {
            return new();
        }
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
        // The batches of a round run side by side, on any thread: they share nothing but these, the throttle and the ports.
        var timings = new ConcurrentBag<(string Namespace, Punctuality Timing)>();
        var reports = new ConcurrentBag<CollectionReport>();
        var calls = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrentCalls, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            CollectionBatch.Of(due),
            calls,
            async (batch, cancel) => reports.Add(await CollectAsync(batch, now, timings, cancel))
        );
        Learn(timings, seconds);
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

    private void Learn(IEnumerable<(string Namespace, Punctuality Timing)> timings, long now)
    {
        var seen = timings.ToLookup(one => one.Namespace, one => one.Timing);
        foreach (var (ns, delay) in _delays)
        {
            delay.Learn(now, seen[ns].Count(one => one == Punctuality.InTime), seen[ns].Count(one => one == Punctuality.TooEarly));
        }
    }

    private async Task<CollectionReport> CollectAsync(
        CollectionBatch batch,
        DateTimeOffset now,
        ConcurrentBag<(string, Punctuality)> timings,
        CancellationToken cancellationToken
    )
    {
        if (_throttle.IsPaused)
        {
            return new();
        }
        var report = new CollectionReport { Calls = 1, MetricsRequested = batch.Metrics.Count };
        var began = _ports.Time.GetUtcNow();
        IReadOnlyList<QueryResult> answers;
        try
        {
            answers = await _ports.CloudWatch.GetMetricDataAsync(
                Scope,
                [.. batch.Metrics.Select(one => one.Query)],
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.Start),
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.End),
                cancellationToken
            );
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Throttled)
        {
            _throttle.Throttled(began);
            Log.Throttled(_ports.Logger, Scope, _throttle.Until, fault.Message);
            return report with { Throttled = 1 };
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Refused && batch.Metrics.Count > 1)
        {
            foreach (var half in batch.Halves())
            {
                report += await CollectAsync(half, now, timings, cancellationToken);
            }
            return report;
        }
        catch (AwsException fault)
        {
            Log.CallFailed(_ports.Logger, Scope, batch.Metrics.Count, fault.Message);
            await FailAsync(batch.Metrics, fault.Message, now, cancellationToken);
            return report with { Errors = batch.Metrics.Count };
        }
        _throttle.Answered(began);
        var stored = await Task.WhenAll(
            batch.Metrics.Select((one, i) => StoreAsync(one, answers[i], batch.Window, now, timings, cancellationToken))
        );
        await _grace.ForgiveAsync(batch.Metrics.Where((_, i) => answers[i].Fault is null), cancellationToken);
        return stored.Aggregate(report, CollectionReport.Add);
    }

    private async Task<CollectionReport> StoreAsync(
        MetricSchedule schedule,
        QueryResult answer,
        CollectionWindow window,
        DateTimeOffset time,
        ConcurrentBag<(string, Punctuality)> timings,
        CancellationToken cancellationToken
    )
    {
        if (answer.Fault is { } fault)
        {
            await FailAsync([schedule], fault, time, cancellationToken);
            return new() { Errors = 1 };
        }
        var now = time.ToUnixTimeSeconds();
        var delay = _delays[schedule.Spec.Namespace].Seconds;
        var collected = schedule.Take(answer.Samples, window, now, delay, _options.OpenMinutes * 60);
        try
        {
            var outcome = new AppendOutcome(0, 0, []);
            if (collected.Samples.Count > 0 || collected.Next != schedule.Next)
            {
                var next = DateTimeOffset.FromUnixTimeSeconds(collected.Next);
                outcome = await _ports.Runtime.CollectAsync(schedule.Metric.Id, collected.Samples, next, cancellationToken);
            }
            schedule.Stored(collected, window, now, _options.RetrySeconds, delay, _stretch, IsLimited);
            timings.Add((schedule.Spec.Namespace, collected.Timing));
            return CollectionReport.Of(outcome)
                + new CollectionReport { Empty = answer.Samples.Count == 0 ? 1 : 0, LateSamples = collected.Late };
        }
        catch (DomainException refusal)
        {
            // Deleted or failed meanwhile, or the database is away: the next round finds out, and asks again from the same place.
            Log.NotStored(_ports.Logger, schedule.Metric.Id, refusal.Message);
            schedule.Postpone(now, _options.RetrySeconds);
            Wake();
            return new();
        }
    }

    private async Task FailAsync(
        IReadOnlyCollection<MetricSchedule> failed,
        string message,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await _grace.FailAsync(failed, message, now, cancellationToken))
        {
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "CloudWatch of {Scope} refused a call for {Metrics} metrics: {Fault}")]
        public static partial void CallFailed(ILogger logger, AwsScope scope, int metrics, string fault);

        [LoggerMessage(1302, LogLevel.Warning, "CloudWatch of {Scope} says that calls are too many; the next one is at {Until:O}: {Fault}")]
        public static partial void Throttled(ILogger logger, AwsScope scope, DateTimeOffset until, string fault);

        [LoggerMessage(1303, LogLevel.Warning, "What was collected of metric {Metric} is not stored yet: {Reason}")]
        public static partial void NotStored(ILogger logger, MetricId metric, string reason);
    }
}
