using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>Creates custom metrics, which are not monitored yet.</summary>
public sealed class CreateMetric(IMetricStore metrics)
{
    /// <exception cref="DomainException">InvalidField, MetricAlreadyExists, and what adding throws.</exception>
    public async Task<Metric> ExecuteAsync(string name, CancellationToken cancellationToken)
    {
        MetricNames.Check("metric_name", name);
        if (await metrics.TryAddAsync(NewMetric.Custom(name), cancellationToken) is { } added)
        {
            return added;
        }
        throw await metrics.FindCustomAsync(name, cancellationToken) is { } existing
            ? MetricErrors.MetricAlreadyExists(existing.Id, name)
            // It was there a moment ago, and deleted since.
            : DomainErrors.StorageUnavailable();
    }
}
