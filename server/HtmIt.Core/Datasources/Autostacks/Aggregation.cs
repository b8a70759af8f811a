using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Makes one series of those of the members.</summary>
public static class Aggregation
{
    private const int Minute = 60;

    /// <summary>For each time at which any member has a sample: the mean, or for <c>Sum</c> the sum, over the members that have one at
    /// exactly that time. Ascending.</summary>
    public static IReadOnlyList<Sample> Combine(string statistic, IEnumerable<IReadOnlyList<Sample>> members)
    {
        var totals = new SortedDictionary<long, (double Sum, int Count)>();
        foreach (var sample in members.SelectMany(samples => samples))
        {
            var (sum, count) = totals.GetValueOrDefault(sample.Time);
            totals[sample.Time] = (sum + sample.Value, count + 1);
        }
        return [.. totals.Select(one => new Sample(one.Key, statistic == "Sum" ? one.Value.Sum : one.Value.Sum / one.Value.Count))];
    }

    /// <summary>The number of members, of which there may be none, at the minute of the collection.</summary>
    public static Sample Count(DateTimeOffset now, int members)
    {
        var seconds = now.ToUnixTimeSeconds();
        return new(seconds - seconds % Minute, members);
    }
}
