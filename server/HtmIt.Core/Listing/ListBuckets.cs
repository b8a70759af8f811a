using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Listing;

/// <summary>Sums up the stored rows of a metric in buckets of time.</summary>
public sealed class ListBuckets(IMetricStore metrics, IBucketReader reader)
{
    /// <exception cref="DomainException">MetricNotFound.</exception>
    public async Task<IReadOnlyList<Bucket>> ExecuteAsync(MetricTarget target, BucketDivision division, CancellationToken cancellationToken)
    {
        var metric = await metrics.GetAsync(target, cancellationToken);
        return await reader.ReadAsync(metric.Number, division, cancellationToken);
    }
}
