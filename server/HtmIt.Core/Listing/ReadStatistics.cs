using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Listing;

/// <summary>Sums up what is stored of a metric.</summary>
public sealed class ReadStatistics(IMetricStore metrics, ISampleReader reader)
{
    /// <param name="at">Where the caller has the target.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound.</exception>
    public async Task<MetricStatistics> ExecuteAsync(MetricTarget target, FieldPath at, CancellationToken cancellationToken)
    {
        var metric = await metrics.GetAsync(target, at, cancellationToken);
        return await reader.ReadStatisticsAsync(metric.Number, cancellationToken);
    }
}
