using System.Collections.Concurrent;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Watch;

/// <summary>What the metrics are that rows of watches come of, for all watches of this node. What can change of them may be a minute old.</summary>
public sealed class SeenMetrics(IMetricStore metrics, TimeProvider time)
{
    private static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(1);

    /// <summary>About 20 MB. Should there be more, all are forgotten: nothing depends on what is remembered.</summary>
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<int, (Metric Metric, long Read)> _seen = [];

    /// <summary>The metrics of these rows, by number; those that are gone are left out.</summary>
    public Task<IReadOnlyDictionary<int, Metric>> FindAsync(IReadOnlyList<RowSegment> rows, CancellationToken cancellationToken) =>
        FindAsync(rows.Select(segment => segment.Metric.Number), cancellationToken);

    /// <summary>The metrics with these numbers; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<int, Metric>> FindAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, Metric>();
        var missing = new HashSet<int>();
        foreach (var number in numbers)
        {
            if (_seen.TryGetValue(number, out var seen) && time.GetElapsedTime(seen.Read) < LongestAge)
            {
                found[number] = seen.Metric;
            }
            else
            {
                missing.Add(number);
            }
        }
        if (missing.Count > 0)
        {
            foreach (var (number, metric) in await ReadAsync(missing, cancellationToken))
            {
                found[number] = metric;
            }
        }
        return found;
    }

    private async Task<IReadOnlyDictionary<int, Metric>> ReadAsync(HashSet<int> numbers, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var read = await metrics.FindByNumbersAsync(numbers, cancellationToken);
        if (_seen.Count > MostKept)
        {
            _seen.Clear();
        }
        foreach (var (number, metric) in read)
        {
            // Specs are large, and nobody asks for them here.
            _seen[number] = (metric with { Spec = null, Definition = null }, now);
        }
        return read;
    }
}
