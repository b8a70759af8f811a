using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Creates custom metrics, which are not monitored yet.</summary>
public sealed class CreateMetric(IMetricStore metrics, DefaultResources resources)
{
    /// <exception cref="DomainException">InvalidField, MetricAlreadyExists, and what adding throws.</exception>
    public async Task<Metric> ExecuteAsync(MetricKey key, CancellationToken cancellationToken)
    {
        if (MetricKeyRules.Check(key, FieldPath.Proto("key")) is { } violation)
        {
            throw DomainErrors.InvalidFields([violation]);
        }
        if (await metrics.TryAddAsync(CustomMetric.New(key, resources.Of(key)), cancellationToken) is { } added)
        {
            return added;
        }
        throw await metrics.FindCustomAsync(key, cancellationToken) is { } existing
            ? MetricErrors.MetricAlreadyExists(existing.Id, key)
            // It was there a moment ago, and deleted since.
            : DomainErrors.StorageUnavailable();
    }
}
