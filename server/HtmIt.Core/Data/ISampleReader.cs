namespace HtmIt.Core.Data;

/// <summary>Reads stored rows.</summary>
public interface ISampleReader
{
    Task<IReadOnlyList<DataRow>> ReadAsync(RowQuery query, CancellationToken cancellationToken);

    Task<DataRow?> ReadLastAsync(int metricNumber, CancellationToken cancellationToken);

    /// <summary>The rows of a metric with these sample times, by time; times without a row are left out.</summary>
    Task<IReadOnlyDictionary<long, DataRow>> ReadAtAsync(int metricNumber, IReadOnlyList<long> times, CancellationToken cancellationToken);

    Task<MetricStatistics> ReadStatisticsAsync(int metricNumber, CancellationToken cancellationToken);

    Task<LogRange> ReadRangeAsync(CancellationToken cancellationToken);

    /// <summary>Changed rows after a place, up to the newest commit, in order of commit, metric number and row.</summary>
    /// <param name="metrics">Only these metric numbers; null means all.</param>
    Task<LogPage<LogPlace>> ReadChangesAsync(
        LogPlace after,
        IReadOnlyList<int>? metrics,
        ScoreFilter filter,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Rows since a sample time that were last changed at or before a commit, in order of metric number and time.</summary>
    Task<LogPage<HistoryPlace>> ReadHistoryAsync(
        HistoryPlace after,
        long fromTime,
        long upToPosition,
        IReadOnlyList<int>? metrics,
        ScoreFilter filter,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Rows of models with a backlog that still wait for a score.</summary>
    Task<long> CountUnprocessedAsync(int? metricNumber, CancellationToken cancellationToken);
}
