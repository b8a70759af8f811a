using System.Collections.Concurrent;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>The metrics that a shard collects of one datasource.</summary>
public sealed class ScheduleBook<T>
    where T : class, ICollected
{
    private readonly ConcurrentDictionary<MetricId, T> _metrics = [];

    public int Count => _metrics.Count;

    public IReadOnlyCollection<T> Metrics => [.. _metrics.Select(one => one.Value)];

    /// <summary>One of them; null when there is none of that id. May be asked at any time.</summary>
    public T? Find(MetricId id) => _metrics.GetValueOrDefault(id);

    /// <summary>When the first of them is due, in seconds since 1970; null when there are none.</summary>
    public long? DueAt => _metrics.IsEmpty ? null : _metrics.Min(one => one.Value.DueAt);

    /// <summary>Takes over what the store knows now: new metrics are added, and those that are gone are forgotten.</summary>
    public void Refresh(IReadOnlyCollection<Metric> metrics, Func<Metric, T> add)
    {
        foreach (var gone in _metrics.Keys.Except(metrics.Select(metric => metric.Id)).ToArray())
        {
            _metrics.TryRemove(gone, out _);
        }
        foreach (var metric in metrics)
        {
            if (_metrics.TryGetValue(metric.Id, out var known))
            {
                known.Refresh(metric);
            }
            else
            {
                _metrics[metric.Id] = add(metric);
            }
        }
    }

    /// <summary>Those that are to be asked for now.</summary>
    /// <param name="ask">The window of one; null when it is not due.</param>
    public IReadOnlyList<(T Metric, CollectionWindow Window)> Due(Func<T, CollectionWindow?> ask)
    {
        var due = new List<(T, CollectionWindow)>();
        foreach (var (_, metric) in _metrics)
        {
            if (ask(metric) is { } window)
            {
                due.Add((metric, window));
            }
        }
        return due;
    }
}
