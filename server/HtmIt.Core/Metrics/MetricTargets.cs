using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>Finds what callers name.</summary>
public static class MetricTargets
{
    /// <param name="at">Where the caller has the target.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound.</exception>
    public static async Task<Metric> GetAsync(
        this IMetricStore metrics,
        MetricTarget target,
        FieldPath at,
        CancellationToken cancellationToken
    )
    {
        if (target is MetricTarget.Identified { Id: var id })
        {
            return await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
        }
        var key = ((MetricTarget.Keyed)target).Key;
        if (MetricKeyRules.Check(key, at["key"]) is { } violation)
        {
            throw DomainErrors.InvalidFields([violation]);
        }
        return await metrics.FindCustomAsync(key, cancellationToken)
            ?? throw MetricErrors.MetricNotFound(key, await metrics.CountCustomAsync(key.Name, cancellationToken));
    }
}
