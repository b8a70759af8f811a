using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Makes one series of those of the members.</summary>
public static class Aggregation
{
    private const int Minute = 60;

    /// <summary>For each time at which any member has a sample: the mean, or for <c>Sum</c> the sum, over the members that have one at
    /// exactly that time. Ascending. A sum that is no number any more is left out.</summary>
    public static IReadOnlyList<Sample> Combine(string statistic, IEnumerable<IReadOnlyList<Sample>> members)
    {
        var values = new SortedDictionary<long, List<double>>();
        foreach (var sample in members.SelectMany(samples => samples))
        {
            if (!values.TryGetValue(sample.Time, out var here))
            {
                values[sample.Time] = here = [];
            }
            here.Add(sample.Value);
        }
        var combined = values.Select(one => new Sample(one.Key, statistic == "Sum" ? one.Value.Sum() : Mean(one.Value)));
        return [.. combined.Where(sample => double.IsFinite(sample.Value))];
    }

    /// <summary>Also of values whose sum is too large for a number.</summary>
    private static double Mean(List<double> values) =>
        values.Sum() is var sum && double.IsFinite(sum) ? sum / values.Count : values.Sum(value => value / values.Count);

    /// <summary>The number of members, of which there may be none, at the minute of the collection.</summary>
    public static Sample Count(DateTimeOffset now, int members)
    {
        var seconds = now.ToUnixTimeSeconds();
        return new(seconds - seconds % Minute, members);
    }
}
