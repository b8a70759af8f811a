namespace HtmIt.Core.Log;

/// <summary>Reads stored rows.</summary>
public interface ISampleReader
{
    /// <summary>Rows of one metric, ordered by time.</summary>
    Task<IReadOnlyList<DataRow>> ReadAsync(RowQuery query, CancellationToken cancellationToken);

    Task<DataRow?> ReadLastAsync(int metricNumber, CancellationToken cancellationToken);

    /// <summary>The rows of a metric with these sample times, by time; times without a row are left out.</summary>
    Task<IReadOnlyDictionary<long, DataRow>> ReadAtAsync(int metricNumber, IReadOnlyList<long> times, CancellationToken cancellationToken);

    Task<MetricStatistics> ReadStatisticsAsync(int metricNumber, CancellationToken cancellationToken);

    Task<LogRange> ReadRangeAsync(CancellationToken cancellationToken);

    /// <summary>Whether a commit that somebody saw is there, and what else there is at that moment.</summary>
    Task<(bool IsThere, LogRange Range)> FindCommitAsync(CommitMark commit, CancellationToken cancellationToken);

    /// <summary>Rows changed by at most <paramref name="commits"/> commits after <paramref name="after"/>, if that one is there.</summary>
    /// <param name="metrics">Only these metric numbers; null means all.</param>
    Task<LogWindow> ReadChangesAsync(
        CommitMark after,
        int commits,
        IReadOnlyCollection<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    );

    /// <summary>Rows since a sample time that were last changed at or before a commit, in order of metric number and time.</summary>
    /// <param name="metrics">Only these metric numbers; null means all.</param>
    Task<HistoryPage> ReadHistoryAsync(
        HistoryPlace after,
        long fromTime,
        long upToPosition,
        IReadOnlyCollection<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    );

    /// <summary>Rows that wait for a score: of one metric, or of all models that work through a backlog.</summary>
    Task<long> CountUnprocessedAsync(int? metricNumber, CancellationToken cancellationToken);
}
