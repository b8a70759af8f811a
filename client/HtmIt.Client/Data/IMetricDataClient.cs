using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Samples in, scores out.</summary>
public interface IMetricDataClient
{
    /// <summary>The name that stands for all monitored metrics in <see cref="ListAsync"/>.</summary>
    const string AllMetrics = "metrics/-";

    /// <summary>Opens a session that sends samples. Connects in the background; an unreachable server shows only after
    /// <see cref="IngestOptions.MaxOutage"/>.</summary>
    IIngestSession OpenIngest(IngestOptions? options = null);

    /// <summary>Lists stored rows with their scores, page by page as the list is read.</summary>
    /// <param name="metric">The metric's resource name, or <see cref="AllMetrics"/>.</param>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataRow> ListAsync(
        string metric,
        ListMetricDataOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>The same, a page at a time, each with the time since when rows are kept.</summary>
    /// <param name="metric">The metric's resource name, or <see cref="AllMetrics"/>.</param>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataPage> ListPagesAsync(
        string metric,
        ListMetricDataOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Follows rows as they are stored or scored, without end. When the connection breaks, the watch goes on from where it stood,
    /// says so with a <see cref="WatchReconnected"/>, and leaves out rows that it gave already.</summary>
    /// <exception cref="MetricNotFoundException">One of the metrics does not exist.</exception>
    /// <exception cref="PositionExpiredException">The start, or the position to go on from, is older than what the server keeps.</exception>
    /// <exception cref="PositionOfOtherHistoryException">The server's database went back to an earlier state.</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(WatchOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Tells how much scoring work waits on the server.</summary>
    Task<ProcessingStatistics> GetProcessingStatisticsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);
}
