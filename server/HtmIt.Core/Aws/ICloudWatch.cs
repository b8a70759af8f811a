namespace HtmIt.Core.Aws;

/// <summary>Amazon CloudWatch. Transient faults are tried again inside; what is thrown is final for now.</summary>
public interface ICloudWatch
{
    /// <summary>Queries that one call can hold.</summary>
    const int MostQueries = 500;

    /// <summary>GetMetricData for at most <see cref="MostQueries"/> queries; all pages.</summary>
    /// <param name="start">Inclusive.</param>
    /// <param name="end">Exclusive.</param>
    /// <exception cref="AwsException">The call failed as a whole.</exception>
    Task<MetricData> GetMetricDataAsync(
        AwsScope scope,
        IReadOnlyList<MetricQuery> queries,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    );

    /// <summary>GetMetricStatistics for one query: the way of one call for each metric.</summary>
    /// <exception cref="AwsException">The call failed.</exception>
    Task<QueryResult> GetMetricStatisticsAsync(
        AwsScope scope,
        MetricQuery query,
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken cancellationToken
    );
}
