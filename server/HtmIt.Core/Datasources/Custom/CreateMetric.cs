using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Creates custom metrics. One that is there already, and of which the same is said, is as good as created.</summary>
public sealed class CreateMetric(IMetricStore metrics, DefaultResources resources, IModelRuntime runtime)
{
    private static readonly FieldPath At = FieldPath.Proto("metric");

    /// <param name="monitor">Whether to monitor it too, with the usual parameters.</param>
    /// <exception cref="DomainException">InvalidField, MetricAlreadyExists, and what adding and monitoring throw.</exception>
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(
        MetricKey key,
        MetricDetails details,
        bool monitor,
        CancellationToken cancellationToken
    )
    {
        Check(key, details);
        var complete = CustomMetric.Complete(key, details, resources);
        var spec = monitor ? new ModelSpec(new CustomMetricSpec(key)) : null;
        var wanted = CustomMetric.New(key, complete) with { Spec = spec };
        if (await metrics.TryAddAsync(wanted, cancellationToken) is { } added)
        {
            return (added, true);
        }
        // Where there is none, it was there a moment ago, and deleted since.
        var existing = await metrics.FindCustomAsync(key, cancellationToken) ?? throw DomainErrors.StorageUnavailable();
        if (existing.Details != complete)
        {
            throw MetricErrors.MetricAlreadyExists(existing.Id, key);
        }
        if (spec is not null && await runtime.StartAsync(existing.Id, spec, cancellationToken))
        {
            existing = await metrics.FindAsync(existing.Id, cancellationToken) ?? throw MetricErrors.MetricNotFound(existing.Id);
        }
        return (existing, false);
    }

    private static void Check(MetricKey key, MetricDetails details)
    {
        var violations = new List<FieldViolation>();
        if (MetricKeyRules.Check(key, At) is { } violation)
        {
            violations.Add(violation);
        }
        MetricDetailsRules.Check(details, At, violations);
        if (violations.Count > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }
}
