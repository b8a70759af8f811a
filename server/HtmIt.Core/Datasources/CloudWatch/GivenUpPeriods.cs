using System.Collections.Immutable;
using HtmIt.Core.Collecting;
using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Periods whose datapoint was waited for in vain. An hour later they are asked for once more, together with the next ones, to count
/// the datapoints that came after all.</summary>
public sealed class GivenUpPeriods
{
    public static readonly GivenUpPeriods None = new([]);

    private const int CheckAfterSeconds = 3_600;
    private const int LongestMemorySeconds = 3 * CheckAfterSeconds;

    private readonly ImmutableArray<long> _times;

    private GivenUpPeriods(ImmutableArray<long> times) => _times = times;

    /// <summary>From where on they are to be asked for again now; null when it is too early.</summary>
    public long? CheckFrom(long now) => _times.Length > 0 && _times[0] + CheckAfterSeconds <= now ? _times[0] : null;

    /// <summary>The periods from one time to another, but for those of long ago.</summary>
    public GivenUpPeriods Add(long from, long to, int periodSeconds, long now)
    {
        var added = new List<long>();
        for (var time = from; time < to; time += periodSeconds)
        {
            if (time > now - LongestMemorySeconds)
            {
                added.Add(time);
            }
        }
        return added.Count == 0 ? this : new([.. _times, .. added]);
    }

    /// <summary>How many have a datapoint in the answer, and the periods that remain.</summary>
    public (int Late, GivenUpPeriods Left) Check(IReadOnlyList<Sample> answer, CollectionWindow window, long now)
    {
        if (CheckFrom(now) is not { } from || window.Start > from)
        {
            return (0, this);
        }
        var come = answer.Select(sample => sample.Time).ToHashSet();
        // Those of the last hour may still come, and are asked for in their turn.
        return (_times.Count(come.Contains), new(_times.RemoveAll(time => come.Contains(time) || time + CheckAfterSeconds <= now)));
    }
}
