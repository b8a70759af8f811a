using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace HtmIt.Core.Metrics;

/// <summary>Finds custom metrics by name, and makes those that do not exist. Remembers the names used lately: above 15,000 the least
/// recently used are forgotten until 10,000 remain.</summary>
public sealed class MetricDirectory(IMetricStore metrics)
{
    private const int TrimAbove = 15_000;
    private const int TrimTo = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private long _clock;

    public int Count => _known.Count;

    public bool TryGet(string name, out MetricId id)
    {
        if (_known.TryGetValue(name, out var entry))
        {
            entry.Used = Interlocked.Increment(ref _clock);
            id = entry.Id;
            return true;
        }
        id = default;
        return false;
    }

    /// <summary>Ids of all these names, creating the metrics that do not exist.</summary>
    public async Task<IReadOnlyDictionary<string, MetricId>> GetOrAddAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, MetricId>(names.Count, StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (TryGet(name, out var id))
            {
                found[name] = id;
            }
            else
            {
                missing.Add(name);
            }
        }
        if (missing.Count > 0)
        {
            foreach (var (name, id) in await metrics.GetOrAddCustomAsync(missing, cancellationToken))
            {
                found[name] = id;
                _known[name] = new(id) { Used = Interlocked.Increment(ref _clock) };
            }
            Trim();
        }
        return found;
    }

    /// <summary>Ids of those of these names that have a metric; none is made.</summary>
    public async Task<IReadOnlyDictionary<string, MetricId>> FindAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken
    ) => names.Count == 0 ? ReadOnlyDictionary<string, MetricId>.Empty : await metrics.FindCustomAsync(names, cancellationToken);

    /// <summary>Forgets a name whose metric turned out to be gone.</summary>
    public void Forget(string name, MetricId id)
    {
        if (_known.TryGetValue(name, out var entry) && entry.Id == id)
        {
            _known.TryRemove(KeyValuePair.Create(name, entry));
        }
    }

    private void Trim()
    {
        if (_known.Count <= TrimAbove)
        {
            return;
        }
        foreach (var (name, entry) in _known.OrderBy(pair => pair.Value.Used).Take(_known.Count - TrimTo).ToArray())
        {
            _known.TryRemove(KeyValuePair.Create(name, entry));
        }
    }

    private sealed class Entry(MetricId id)
    {
        public MetricId Id { get; } = id;

        public long Used { get; set; }
    }
}
