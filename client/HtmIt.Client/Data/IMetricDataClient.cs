using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Samples in, scores out, of all metrics. The rows of one metric are listed by its handle.</summary>
public interface IMetricDataClient
{
    /// <summary>Opens a session that sends samples. Connects in the background; an unreachable server shows only after
    /// <see cref="IngestOptions.MaxOutage"/>.</summary>
    /// <param name="options">Settings of the session. Default: each has its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    IIngestSession OpenIngest(IngestOptions? options = null);

    /// <summary>Sends one batch and returns once its samples are stored or refused: for who sends now and then. For many batches a second
    /// open a session. A call that failed may have stored some of the samples, and may be repeated as it was: what is stored already is
    /// counted.</summary>
    /// <param name="series">The samples, at most 10,000 together; of one metric in order of time. Await the call before later samples of the
    /// same metrics are written.</param>
    /// <param name="cancellationToken">Gives the call up; its samples may be stored all the same.</param>
    /// <returns>What became of each series, in their order.</returns>
    /// <exception cref="TooLargeException">There are more samples than the server takes in a batch.</exception>
    /// <exception cref="StorageUnavailableException">The server can't reach its database.</exception>
    Task<IReadOnlyList<SeriesOutcome>> WriteAsync(IReadOnlyList<SampleSeries> series, CancellationToken cancellationToken = default);

    /// <summary>Lists the stored rows of all monitored metrics with their scores, page by page as the list is read.</summary>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataRow> ListAsync(ListMetricDataOptions options, CancellationToken cancellationToken = default);

    /// <summary>The same, a page at a time, each with the time since when rows are kept.</summary>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataPage> ListPagesAsync(ListMetricDataOptions options, CancellationToken cancellationToken = default);

    /// <summary>Follows rows as they are stored or scored, without end. When the connection breaks, the watch goes on from where it stood,
    /// says so with a <see cref="WatchReconnected"/>, and leaves out rows that it gave already.</summary>
    /// <param name="options">What to follow and where to start.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="MetricNotFoundException">One of the metrics does not exist.</exception>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    /// <exception cref="PositionExpiredException">The start, or the position to go on from, is older than what the server keeps.</exception>
    /// <exception cref="PositionInvalidException">The position is none of the server's.</exception>
    /// <exception cref="PositionOfOtherHistoryException">The server's database went back to an earlier state.</exception>
    /// <exception cref="UnavailableException">The server stayed away for longer than <see cref="WatchOptions.MaxOutage"/>.</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(WatchOptions options, CancellationToken cancellationToken = default);

    /// <summary>Tells how much scoring work waits on the server.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<ProcessingStatistics> GetProcessingStatisticsAsync(CancellationToken cancellationToken = default);
}
