using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Collecting;

/// <summary>Finds what is to be collected.</summary>
public static class CollectedListing
{
    /// <summary>The metrics of a datasource in a region that are collected: monitored ones that have not failed, whatever the account.</summary>
    public static IAsyncEnumerable<Metric> ListCollectedAsync(
        this IMetricStore metrics,
        Datasource datasource,
        string region,
        CancellationToken cancellationToken
    ) =>
        metrics
            .ListAllAsync(new(new() { Datasources = [datasource] }, OnlyMonitored: true) { Region = region }, cancellationToken)
            .Where(metric => metric.Status is MetricStatus.Active or MetricStatus.PendingData);
}
