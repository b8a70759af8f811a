using System.Collections.Concurrent;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>Finds custom metrics by key, and makes those that do not exist. Remembers the keys used lately: above 60,000 the least
/// recently used are forgotten until 50,000 remain. Look-ups of all callers go to the store together, one statement at a time; keys to be
/// made wait in a line of their own, at the rate that is allowed.</summary>
public sealed class MetricDirectory(IMetricStore metrics, NewMetricLimit limit, AutomaticModels automatic, TimeProvider time)
{
    private const int TrimAbove = 60_000;
    private const int TrimTo = 50_000;
    private const int KeysAtATime = 1_000;

    /// <summary>How long a new key may wait for its turn; where it would take longer, it is refused at once.</summary>
    private const int LongestWaitSeconds = 5;

    private static readonly TimeSpan RatePause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<MetricKey, Entry> _known = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<MetricKey, KeyLookUp> _wanted = [];
    private readonly Queue<KeyLookUp> _toFind = new();
    private readonly Queue<KeyLookUp> _toMake = new();
    private long _clock;
    private bool _isFinding;
    private bool _isMaking;
    private int _beingMade;

    public int Count => _known.Count;

    public bool TryGet(MetricKey key, out MetricId id)
    {
        if (_known.TryGetValue(key, out var entry))
        {
            entry.Used = Interlocked.Increment(ref _clock);
            id = entry.Id;
            return true;
        }
        id = default;
        return false;
    }

    /// <summary>The metric of this key, which is created where it does not exist.</summary>
    /// <exception cref="Errors.DomainException">TooManyNewMetrics, TooManyMetrics, StorageUnavailable.</exception>
    public async Task<MetricId> GetOrAddAsync(MetricKey key) => (await LookUpAsync(key, make: true))!.Value;

    /// <summary>The metric of this key; null when there is none.</summary>
    /// <exception cref="Errors.DomainException">StorageUnavailable.</exception>
    public Task<MetricId?> FindAsync(MetricKey key) => LookUpAsync(key, make: false);

    /// <summary>Forgets a key whose metric turned out to be gone.</summary>
    public void Forget(MetricKey key, MetricId id)
    {
        if (_known.TryGetValue(key, out var entry) && entry.Id == id)
        {
            _known.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private Task<MetricId?> LookUpAsync(MetricKey key, bool make)
    {
        if (TryGet(key, out var id))
        {
            return Task.FromResult<MetricId?>(id);
        }
        lock (_lock)
        {
            if (_wanted.TryGetValue(key, out var wanted))
            {
                wanted.Make |= make;
                return wanted.Found;
            }
            _wanted[key] = wanted = new(key) { Make = make };
            _toFind.Enqueue(wanted);
            if (!_isFinding)
            {
                _isFinding = true;
                _ = FindAllAsync();
            }
            return wanted.Found;
        }
    }

    /// <summary>Works the keys off. Faults go to those who wait, so nothing escapes.</summary>
    private async Task FindAllAsync()
    {
        await Task.Yield();
        while (TakeToFind(KeysAtATime) is { Count: > 0 } group)
        {
            try
            {
                var found = await metrics.FindCustomAsync(KeysOf(group), CancellationToken.None);
                group.ForEach(one => Settle(one, found));
            }
            catch (Exception fault)
            {
                // What waits behind would only wait for the same.
                group.AddRange(TakeToFind(int.MaxValue, end: false));
                group.ForEach(one => Fail(one, fault));
            }
        }
    }

    private List<KeyLookUp> TakeToFind(int most, bool end = true)
    {
        lock (_lock)
        {
            var group = Take(_toFind, most);
            _isFinding = !end || group.Count > 0;
            return group;
        }
    }

    private void Settle(KeyLookUp one, IReadOnlyDictionary<MetricKey, MetricId> found)
    {
        if (found.TryGetValue(one.Key, out var id))
        {
            Remember(one.Key, id);
            End(one).SetFound(id);
            return;
        }
        lock (_lock)
        {
            if (one.Make && _toMake.Count + _beingMade < limit.Available + (LongestWaitSeconds * (long)limit.PerSecond))
            {
                _toMake.Enqueue(one);
                if (!_isMaking)
                {
                    _isMaking = true;
                    _ = MakeAllAsync();
                }
                return;
            }
            _wanted.Remove(one.Key);
        }
        if (one.Make)
        {
            one.Fail(limit.TooFast());
        }
        else
        {
            one.SetFound(null);
        }
    }

    private async Task MakeAllAsync()
    {
        await Task.Yield();
        while (TakeToMake(KeysAtATime) is { Count: > 0 } group)
        {
            try
            {
                await MakeAsync(group);
            }
            catch (Exception fault)
            {
                group.AddRange(TakeToMake(int.MaxValue, end: false));
                group.ForEach(one => Fail(one, fault));
            }
        }
    }

    private List<KeyLookUp> TakeToMake(int most, bool end = true)
    {
        lock (_lock)
        {
            var group = Take(_toMake, most);
            _isMaking = !end || group.Count > 0;
            _beingMade = group.Count;
            return group;
        }
    }

    private async Task MakeAsync(List<KeyLookUp> group)
    {
        var room = await limit.RoomAsync(CancellationToken.None);
        var made = 0;
        while (made < group.Count && made < room)
        {
            var count = limit.TakeUpTo((int)Math.Min(group.Count - made, room - made));
            if (count == 0)
            {
                await Task.Delay(RatePause, time, CancellationToken.None);
                continue;
            }
            var part = group.GetRange(made, count);
            var monitored = await automatic.ChooseAsync(KeysOf(part), CancellationToken.None);
            var ids = await metrics.GetOrAddCustomAsync(KeysOf(part), monitored, CancellationToken.None);
            limit.NoteCreated(count);
            automatic.NoteMade(monitored.Count);
            made += count;
            foreach (var one in part)
            {
                Remember(one.Key, ids[one.Key]);
                End(one).SetFound(ids[one.Key]);
            }
        }
        group.Skip(made).ToList().ForEach(one => Fail(one, limit.TooMany()));
    }

    private static List<KeyLookUp> Take(Queue<KeyLookUp> queue, int most)
    {
        var group = new List<KeyLookUp>();
        while (group.Count < most && queue.TryDequeue(out var next))
        {
            group.Add(next);
        }
        return group;
    }

    private static MetricKey[] KeysOf(List<KeyLookUp> group) => [.. group.Select(one => one.Key)];

    private void Fail(KeyLookUp one, Exception fault) => End(one).Fail(fault);

    /// <summary>Who asks from now on asks anew.</summary>
    private KeyLookUp End(KeyLookUp one)
    {
        lock (_lock)
        {
            if (_wanted.TryGetValue(one.Key, out var wanted) && wanted == one)
            {
                _wanted.Remove(one.Key);
            }
        }
        return one;
    }

    private void Remember(MetricKey key, MetricId id)
    {
        _known[key] = new(id) { Used = Interlocked.Increment(ref _clock) };
        if (_known.Count <= TrimAbove)
        {
            return;
        }
        foreach (var (known, entry) in _known.OrderBy(pair => pair.Value.Used).Take(_known.Count - TrimTo).ToArray())
        {
            _known.TryRemove(KeyValuePair.Create(known, entry));
        }
    }

    private sealed class Entry(MetricId id)
    {
        public MetricId Id { get; } = id;

        public long Used { get; set; }
    }
}
