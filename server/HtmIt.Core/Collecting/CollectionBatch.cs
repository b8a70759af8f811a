using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>Metrics that are asked for in one call: they share the window.</summary>
public sealed record CollectionBatch(CollectionWindow Window, IReadOnlyList<MetricSchedule> Metrics)
{
    /// <summary>Datapoints that one GetMetricData answer can hold; more would take another page.</summary>
    private const int MostDatapoints = 100_800;

    /// <summary>As few calls as possible, those with the fewest periods first: what is up to date stays so while others catch up.</summary>
    public static IReadOnlyList<CollectionBatch> Of(IEnumerable<(MetricSchedule Metric, CollectionWindow Window)> due)
    {
        var batches = new List<CollectionBatch>();
        foreach (var group in due.GroupBy(one => one.Window, one => one.Metric).OrderBy(group => group.Key.Periods))
        {
            batches.AddRange(group.Chunk(MostQueries(group.Key.Periods)).Select(metrics => new CollectionBatch(group.Key, metrics)));
        }
        return batches;
    }

    /// <summary>Queries of so many periods that fit into one call, with an answer of one page.</summary>
    public static int MostQueries(int periods) => Math.Clamp(MostDatapoints / periods, 1, ICloudWatch.MostQueries);

    /// <summary>Both halves, to find the one metric that spoils a call.</summary>
    public IEnumerable<CollectionBatch> Halves()
    {
        var half = Metrics.Count / 2;
        yield return this with
        {
            Metrics = [.. Metrics.Take(half)],
        };
        yield return this with
        {
            Metrics = [.. Metrics.Skip(half)],
        };
    }
}
