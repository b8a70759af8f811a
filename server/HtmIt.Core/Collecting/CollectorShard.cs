using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>Collects one account and region, of all datasources. Used by one caller at a time, but for <see cref="Wake"/>,
/// <see cref="State"/> and <see cref="StatesOf"/>. A metric is asked for once in a period, when its datapoint should be there; many metrics share a call. What one metric
/// does never keeps another from being collected.</summary>
public sealed class CollectorShard
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CollectorPorts _ports;
    private readonly CollectorOptions _options;
    private readonly MetricDataCalls _calls;
    private readonly SeriesCollector _series;
    private readonly IReadOnlyList<ISourceShard> _sources;
    private DateTimeOffset _refreshAt = DateTimeOffset.MinValue;
    private volatile bool _isStale = true;
    private CollectionBudget _budget = CollectionBudget.Nothing;

    public CollectorShard(AwsScope scope, CollectorPorts ports)
    {
        (Scope, _ports, _options) = (scope, ports, ports.Options.Value);
        _calls = new(scope, ports.CloudWatch, ports.Time);
        var grace = new GracePeriod(ports.Metrics, ports.Runtime, _options, ports.Logger);
        var intake = new CollectionIntake(ports, grace, Wake);
        _series = new(scope, ports, intake);
        var context = new ShardContext(scope, _calls, intake, _series, _options, ports.Time);
        _sources = [.. ports.Sources.Select(source => source.Open(context))];
    }

    public AwsScope Scope { get; }

    /// <summary>All since the shard began.</summary>
    public CollectionReport Total { get; private set; } = new();

    public CollectorState State =>
        new(
            Total,
            _sources.Sum(source => source.MetricCount),
            _sources.Sum(source => source.StoppedCount),
            _budget.Stretch,
            _budget.MonthlyDollars,
            _series.DelaySeconds,
            _ports.Time.MachineAhead
        );

    /// <summary>How collecting metrics goes; those that the shard does not collect are left out. May be asked at any time.</summary>
    public IReadOnlyDictionary<MetricId, CollectState> StatesOf(IEnumerable<MetricId> ids)
    {
        var states = new Dictionary<MetricId, CollectState>();
        foreach (var id in ids)
        {
            if (_sources.Select(source => source.Find(id)).FirstOrDefault(one => one is not null) is { } found)
            {
                states[id] = CollectState.Of(found, _ports.Time.GetUtcNow(), _calls.PausedUntil);
            }
        }
        return states;
    }

    /// <summary>Reads the metrics anew in the next round: one was added or changed.</summary>
    public void Wake() => _isStale = true;

    /// <summary>Collects what is due now.</summary>
    public async Task<CollectionReport> RunRoundAsync(CancellationToken cancellationToken)
    {
        var isCorrected = !_calls.IsTimely;
        var now = _calls.Begin();
        if (_isStale || isCorrected || now >= _refreshAt)
        {
            // Before the metrics are read: who wakes the shard meanwhile may have come too late for this reading.
            _isStale = false;
            _refreshAt = now + RefreshInterval;
            await RefreshAsync(cancellationToken);
        }
        // Side by side: states that can't be had do not delay the samples.
        var states = Task.WhenAll(_sources.Select(source => source.CollectStatesAsync(cancellationToken)));
        var report = await CollectAsync(now, cancellationToken);
        report = (await states).Aggregate(report, CollectionReport.Add);
        Total += report;
        return report;
    }

    /// <summary>How long there is nothing to do.</summary>
    public TimeSpan UntilNextRound()
    {
        var now = _ports.Time.GetUtcNow();
        if (_isStale || !_calls.IsTimely)
        {
            return ShortestPause;
        }
        var due = UntilDue(now);
        var pause = Min(LongestPause, due > _calls.PausedUntil - now ? due : _calls.PausedUntil - now);
        return pause > ShortestPause ? pause : ShortestPause;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan UntilDue(DateTimeOffset now)
    {
        if (_sources.Min(source => source.DueAt) is not { } due)
        {
            return LongestPause;
        }
        // A schedule may say at once or never.
        var seconds = now.ToUnixTimeSeconds();
        var soon = Math.Clamp(due, seconds, seconds + (long)LongestPause.TotalSeconds + 1);
        return DateTimeOffset.FromUnixTimeSeconds(soon) - now;
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var series = new List<SeriesCount>();
        foreach (var source in _sources)
        {
            await source.RefreshAsync(cancellationToken);
            series.Add(await source.CountSeriesAsync(cancellationToken));
        }
        _budget = CollectionBudget.Of(series, _options);
    }

    private async Task<CollectionReport> CollectAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var round = new CollectionRound(now, CollectionPace.Of(_options, _budget.Stretch));
        var report = new CollectionReport();
        foreach (var source in _sources)
        {
            if (!_calls.IsPaused && _calls.IsTimely)
            {
                report += await source.CollectAsync(round, cancellationToken);
            }
        }
        _series.Learn(now);
        return report;
    }
}
