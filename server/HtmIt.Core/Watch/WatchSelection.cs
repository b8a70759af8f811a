using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Watch;

/// <summary>Which metrics a watch follows. Each is decided on once, when it is first met, so that a row of a metric that is not followed costs
/// next to nothing; now and then it is looked whether metrics have changed sides.</summary>
/// <remarks>The database says who is in, at the start and at each look. A metric that was made since is decided on by its first row, or a row
/// of it could be missed.</remarks>
public sealed class WatchSelection
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly MetricSelector _selector;
    private readonly MetricMatcher? _matcher;
    private readonly IMetricStore _metrics;
    private readonly SeenMetrics _seen;
    private readonly TimeProvider _time;
    private readonly NumberSet _out = new();
    private Dictionary<int, MetricId> _in = [];
    private long _looked;

    private WatchSelection(MetricSelector selector, IMetricStore metrics, SeenMetrics seen, TimeProvider time)
    {
        (_selector, _metrics, _seen, _time) = (selector, metrics, seen, time);
        _matcher = selector.IsEmpty ? null : new(selector);
    }

    /// <summary>The numbers of those that are followed; null means all, those made later too.</summary>
    public IReadOnlyCollection<int>? Numbers => _matcher is null ? null : _in.Keys;

    /// <summary>Those of the metrics that the selector names: no other can come to be followed, and each of them can, as long as it exists. Null
    /// when it names none.</summary>
    public IReadOnlyCollection<int>? NamedNumbers { get; private set; }

    /// <exception cref="Errors.DomainException">MetricNotFound: one that the selector names is not there.</exception>
    public static async Task<WatchSelection> StartAsync(
        MetricSelector selector,
        IMetricStore metrics,
        SeenMetrics seen,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var selection = new WatchSelection(selector, metrics, seen, time);
        if (selector.Metrics.Count > 0)
        {
            var found = await metrics.FindNumbersAsync(selector.Metrics, cancellationToken);
            if (selector.Metrics.FirstOrDefault(id => !found.ContainsKey(id)) is { } missing && missing != default)
            {
                throw MetricErrors.MetricNotFound(missing);
            }
            selection.NamedNumbers = [.. found.Values];
        }
        await selection.LookAsync(cancellationToken);
        return selection;
    }

    /// <summary>The metrics that came and went since the last look; nothing unless that is a while ago.</summary>
    public async Task<(IReadOnlyList<MetricId> Added, IReadOnlyList<MetricId> Removed)> RefreshAsync(CancellationToken cancellationToken) =>
        _time.GetElapsedTime(_looked) < LookInterval ? ([], []) : await LookAsync(cancellationToken);

    /// <summary>Decides on the metrics of rows that were never met before. The ones that are followed from now on.</summary>
    public async ValueTask<IReadOnlyList<MetricId>> MeetAsync(IReadOnlyList<RowSegment> rows, CancellationToken cancellationToken)
    {
        if (_matcher is null)
        {
            return [];
        }
        List<int>? unknown = null;
        foreach (var segment in rows)
        {
            var number = segment.Metric.Number;
            if (!_out.Contains(number) && !_in.ContainsKey(number))
            {
                (unknown ??= []).Add(number);
            }
        }
        if (unknown is null)
        {
            return [];
        }
        var added = new List<MetricId>();
        foreach (var (number, metric) in await _seen.FindAsync(unknown, cancellationToken))
        {
            if (_matcher.Matches(metric))
            {
                _in.Add(number, metric.Id);
                added.Add(metric.Id);
            }
            else
            {
                _out.Add(number);
            }
        }
        return added;
    }

    /// <summary>Whether a metric is followed that was met.</summary>
    public bool Follows(int number) => _matcher is null || _in.ContainsKey(number);

    /// <summary>The rows of followed metrics that a filter accepts.</summary>
    public IReadOnlyList<RowSegment> Select(IReadOnlyList<RowSegment> rows, ScoreFilter filter)
    {
        if (_matcher is null && filter.IsEmpty)
        {
            return rows;
        }
        List<RowSegment>? selected = null;
        foreach (var segment in rows)
        {
            if (_matcher is not null && !_in.ContainsKey(segment.Metric.Number))
            {
                continue;
            }
            var accepted = filter.IsEmpty ? segment.Rows : [.. segment.Rows.Where(row => filter.Accepts(row))];
            if (accepted.Count > 0)
            {
                (selected ??= []).Add(segment with { Rows = accepted });
            }
        }
        return selected ?? [];
    }

    private async Task<(IReadOnlyList<MetricId> Added, IReadOnlyList<MetricId> Removed)> LookAsync(CancellationToken cancellationToken)
    {
        _looked = _time.GetTimestamp();
        if (_matcher is null)
        {
            return ([], []);
        }
        var now = await _metrics.ListNumbersAsync(new(_selector), cancellationToken);
        var added = now.Where(one => !_in.ContainsKey(one.Key)).ToList();
        var removed = _in.Where(one => !now.ContainsKey(one.Key)).ToList();
        added.ForEach(one => _out.Remove(one.Key));
        removed.ForEach(one => _out.Add(one.Key));
        _in = new(now);
        return (added.ConvertAll(one => one.Value), removed.ConvertAll(one => one.Value));
    }
}
