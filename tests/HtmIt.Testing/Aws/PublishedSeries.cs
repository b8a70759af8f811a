using HtmIt.Core.Log;

namespace HtmIt.Testing.Aws;

/// <summary>A series as CloudWatch has it at any time: the value of a period appears some time after its end, perhaps in parts, and may
/// be changed later.</summary>
public sealed class PublishedSeries(int periodSeconds)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<(long At, double Value)>> _periods = [];

    /// <summary>The beginnings of the periods that ever have a value.</summary>
    public IReadOnlyCollection<long> Periods => _periods.Keys;

    /// <summary>From one time on a period has this value.</summary>
    /// <param name="at">In seconds since 1970.</param>
    public PublishedSeries Publish(long period, long at, double value)
    {
        lock (_lock)
        {
            if (!_periods.TryGetValue(period, out var values))
            {
                _periods[period] = values = [];
            }
            values.Add((at, value));
            values.Sort((one, other) => one.At.CompareTo(other.At));
        }
        return this;
    }

    /// <summary>What can be read at a time of the periods that begin in a span.</summary>
    public IReadOnlyList<Sample> Read(long from, long to, long now)
    {
        var samples = new List<Sample>();
        lock (_lock)
        {
            for (var period = (from + periodSeconds - 1) / periodSeconds * periodSeconds; period < to; period += periodSeconds)
            {
                if (ValueAt(period, now) is { } value)
                {
                    samples.Add(new(period, value));
                }
            }
        }
        return samples;
    }

    /// <summary>The value of a period at a time; null when it has none yet.</summary>
    public double? ValueAt(long period, long now)
    {
        // By hand: simulations ask this of each period of each request.
        var changes = ChangesOf(period);
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i].At <= now)
            {
                return changes[i].Value;
            }
        }
        return null;
    }

    /// <summary>The values of a period, each with when it was there, in order.</summary>
    public IReadOnlyList<(long At, double Value)> ChangesOf(long period) => _periods.TryGetValue(period, out var values) ? values : [];
}
