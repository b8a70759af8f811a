namespace HtmIt.Client;

/// <summary>The calls of <see cref="IMetricDataClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class MetricDataClientExtensions
{
    /// <summary>Lists the scored rows of all monitored metrics, of each the newest first, page by page as the list is read.</summary>
    /// <param name="data">The rows of all metrics.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<MetricDataRow> ListAsync(this IMetricDataClient data, CancellationToken cancellationToken = default) =>
        data.ListAsync(new ListMetricDataOptions(), cancellationToken);

    /// <summary>The same, a page at a time, each with the time since when rows are kept.</summary>
    /// <param name="data">The rows of all metrics.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<MetricDataPage> ListPagesAsync(
        this IMetricDataClient data,
        CancellationToken cancellationToken = default
    ) => data.ListPagesAsync(new ListMetricDataOptions(), cancellationToken);

    /// <summary>Follows the rows of all metrics from now on, as <see cref="IMetricDataClient.WatchAsync"/> does.</summary>
    /// <param name="data">The rows of all metrics.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public static IAsyncEnumerable<WatchEvent> WatchAsync(this IMetricDataClient data, CancellationToken cancellationToken = default) =>
        data.WatchAsync(new WatchOptions(), cancellationToken);
}
