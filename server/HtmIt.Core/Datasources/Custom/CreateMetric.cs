using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Creates custom metrics, which are not monitored yet.</summary>
public sealed class CreateMetric(IMetricStore metrics)
{
    /// <exception cref="DomainException">InvalidField, MetricAlreadyExists, and what adding throws.</exception>
    public async Task<Metric> ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        MetricNames.Check("metric_name", name);
        if (await metrics.TryAddAsync(CustomMetric.New(name), cancellationToken) is { } added)
        {
            return added;
        }
        throw await metrics.FindCustomAsync(name, cancellationToken) is { } existing
            ? MetricErrors.MetricAlreadyExists(existing.Id, name)
            // It was there a moment ago, and deleted since.
            : DomainErrors.StorageUnavailable();
    }
}
