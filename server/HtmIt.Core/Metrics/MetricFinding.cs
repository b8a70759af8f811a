using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>Finds what callers name.</summary>
public static class MetricFinding
{
    /// <summary>The metric that a caller names.</summary>
    /// <exception cref="DomainException">MetricNotFound; of a key it says how many metrics have its name.</exception>
    public static async Task<Metric> GetAsync(this IMetricStore metrics, MetricTarget target, CancellationToken cancellationToken) =>
        target switch
        {
            MetricTarget.Keyed { Key: var key } => await metrics.FindCustomAsync(key, cancellationToken)
                ?? throw MetricErrors.MetricNotFound(key, await metrics.CountCustomAsync(key.Name, cancellationToken)),
            MetricTarget.Identified { Id: var id } => await metrics.FindAsync(id, cancellationToken)
                ?? throw MetricErrors.MetricNotFound(id),
            _ => throw new InvalidOperationException($"A metric can't be named by {target}."),
        };

    /// <summary>The same, of a key that was not checked yet.</summary>
    /// <param name="at">Where the caller has the target.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotFound.</exception>
    public static Task<Metric> GetAsync(
        this IMetricStore metrics,
        MetricTarget target,
        FieldPath at,
        CancellationToken cancellationToken
    ) =>
        target is MetricTarget.Keyed { Key: var key } && MetricKeyRules.Check(key, at["key"]) is { } violation
            ? throw DomainErrors.InvalidFields([violation])
            : metrics.GetAsync(target, cancellationToken);
}
