using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Monitors a custom metric, which is created where it does not exist.</summary>
public sealed class CreateCustomModel(IMetricStore metrics, NewMetricLimit limit, IModelRuntime runtime)
{
    /// <param name="existing">The metric's identity where the spec names it by that instead of its own name.</param>
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, MetricId? existing, CancellationToken cancellationToken)
    {
        Check(spec, existing);
        var id = existing;
        if (existing is { } known)
        {
            var metric = await metrics.FindAsync(known, cancellationToken) ?? throw MetricErrors.MetricNotFound(known);
            spec = spec with { Metric = WithName(spec, metric.Name) };
        }
        else
        {
            var custom = (CustomMetricSpec)spec.Metric;
            if (await AddAsync(spec, custom, cancellationToken) is { } added)
            {
                return (added, true);
            }
            id = (await metrics.GetOrAddCustomAsync([custom.Metric], cancellationToken))[custom.Metric];
        }
        var created = await runtime.StartAsync(id!.Value, spec, cancellationToken);
        return (await metrics.FindAsync(id.Value, cancellationToken) ?? throw MetricErrors.MetricNotFound(id.Value), created);
    }

    /// <exception cref="DomainException">InvalidField.</exception>
    public static void Check(ModelSpec spec, MetricId? existing) =>
        ModelSpecRules.Check(existing is null ? spec : spec with { Metric = WithName(spec, "named-by-id") });

    /// <summary>Makes a new metric and monitors it at once, so that nothing is left of one that the quota refuses; null when the metric
    /// exists.</summary>
    private async Task<Metric?> AddAsync(ModelSpec spec, CustomMetricSpec custom, CancellationToken cancellationToken)
    {
        if (await metrics.FindCustomAsync(custom.Metric, cancellationToken) is not null)
        {
            return null;
        }
        await limit.TakeOneAsync(cancellationToken);
        var added = NewMetric.Custom(custom.Metric) with
        {
            Server = custom.Resource ?? custom.Metric,
            Spec = spec,
            Definition = RangeRules.Define(spec),
        };
        return await metrics.TryAddAsync(added, cancellationToken);
    }

    private static CustomMetricSpec WithName(ModelSpec spec, string name) => (CustomMetricSpec)spec.Metric with { Metric = name };
}
