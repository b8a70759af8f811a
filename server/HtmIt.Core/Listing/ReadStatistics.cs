using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Listing;

/// <summary>Sums up what is stored of a metric.</summary>
public sealed class ReadStatistics(IMetricStore metrics, ISampleReader reader)
{
    /// <exception cref="DomainException">MetricNotFound, MetricStatisticsNotReady.</exception>
    public async Task<MetricStatistics> ExecuteAsync(MetricId id, CancellationToken cancellationToken)
    {
        var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
        var statistics = await reader.ReadStatisticsAsync(metric.Number, cancellationToken);
        return statistics.RowCount > 0 ? statistics : throw MetricErrors.MetricStatisticsNotReady(id);
    }
}
