using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>What one shard has learnt of the namespaces that it collects, whatever the datasource: when their values are final. It is lost with
/// the shard and learnt again. Safe for calls side by side.</summary>
/// <param name="fixedSeconds">What the settings say instead; 0 when it is to be learnt.</param>
public sealed class SettlingDelays(int fixedSeconds)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (PublicationDelay Usual, ChangeMemory Changes)> _namespaces = [];

    /// <summary>How old periods are when they are taken, by namespace, but for metrics that are later than the others.</summary>
    public IReadOnlyDictionary<string, int> Seconds(int periodSeconds)
    {
        lock (_lock)
        {
            return _namespaces.ToDictionary(
                one => one.Key,
                one => PatienceOf(DelayFloors.Of(one.Key, ""), one.Value.Usual, one.Value.Changes.Shared, periodSeconds).Age
            );
        }
    }

    public Patience Of(string ns, string statistic, MetricId metric, int periodSeconds)
    {
        lock (_lock)
        {
            var (usual, changes) = Known(ns);
            return PatienceOf(DelayFloors.Of(ns, statistic), usual, changes.AgeOf(metric), periodSeconds);
        }
    }

    /// <summary>Learns from what was taken in a round, or from there having been nothing.</summary>
    public void Learn(IEnumerable<TakenNote> notes, long now)
    {
        var seen = notes.ToLookup(one => one.Namespace);
        lock (_lock)
        {
            foreach (var (ns, (usual, changes)) in _namespaces)
            {
                usual.Learn(now, seen[ns].Sum(one => one.Taken.InTime), seen[ns].Sum(one => one.Taken.TooEarly));
                foreach (var note in seen[ns].Where(one => one.Taken.ChangedAtAge > 0))
                {
                    // A period more: at the age at which the change was seen the next one may not be through with it.
                    changes.Add(note.Metric, note.Taken.ChangedAtAge + note.PeriodSeconds);
                }
                changes.Settle(now);
            }
        }
    }

    private Patience PatienceOf(int floor, PublicationDelay usual, int changesUntil, int periodSeconds) =>
        fixedSeconds > 0 ? Patience.Fixed(fixedSeconds) : Patience.Of(usual.Seconds, Math.Max(floor, changesUntil), periodSeconds);

    private (PublicationDelay Usual, ChangeMemory Changes) Known(string ns)
    {
        if (!_namespaces.TryGetValue(ns, out var known))
        {
            _namespaces[ns] = known = (new(), new());
        }
        return known;
    }
}
