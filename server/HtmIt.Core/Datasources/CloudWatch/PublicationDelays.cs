namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What has been learnt of each namespace that is collected.</summary>
internal sealed class PublicationDelays
{
    private readonly Dictionary<string, PublicationDelay> _delays = [];

    public IReadOnlyDictionary<string, int> Seconds => _delays.ToDictionary(one => one.Key, one => one.Value.Seconds);

    public int Of(string ns)
    {
        if (!_delays.TryGetValue(ns, out var delay))
        {
            _delays[ns] = delay = new();
        }
        return delay.Seconds;
    }

    /// <summary>Learns from the answers of a round, or from there having been none.</summary>
    public void Learn(IEnumerable<(string Namespace, Punctuality Timing)> timings, long now)
    {
        var seen = timings.ToLookup(one => one.Namespace, one => one.Timing);
        foreach (var (ns, delay) in _delays)
        {
            delay.Learn(now, seen[ns].Count(one => one == Punctuality.InTime), seen[ns].Count(one => one == Punctuality.TooEarly));
        }
    }
}
