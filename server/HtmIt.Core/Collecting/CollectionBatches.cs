using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>Shares series out among calls.</summary>
public static class CollectionBatches
{
    /// <summary>Datapoints that one GetMetricData answer can hold; more would take another page.</summary>
    private const int MostDatapoints = 100_800;

    /// <summary>As few calls as possible, those with the fewest periods first: what is up to date stays so while others catch up.</summary>
    public static IEnumerable<CollectionBatch<T>> Of<T>(IEnumerable<(T Series, CollectionWindow Window)> due)
        where T : IRequested =>
        due.GroupBy(one => one.Window, one => one.Series).OrderBy(group => group.Key.Periods).SelectMany(group => Of(group.Key, group));

    /// <summary>As few calls as possible, each with an answer of one page: all that the window can hold, or next to nothing where it was
    /// silent.</summary>
    public static IEnumerable<CollectionBatch<T>> Of<T>(CollectionWindow window, IEnumerable<T> series)
        where T : IRequested =>
        series
            .Chunk(window.IsSilent ? ICloudWatch.MostQueries : Math.Clamp(MostDatapoints / window.Periods, 1, ICloudWatch.MostQueries))
            .Select(chunk => new CollectionBatch<T>(window, chunk));
}
