using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Models;

/// <summary>Monitors a custom metric, which is created where it does not exist.</summary>
public sealed class CreateCustomModel(IMetricStore metrics, IModelRuntime runtime)
{
    /// <param name="existing">The metric's identity where the spec names it by that instead of its own name.</param>
    public async Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, MetricId? existing, CancellationToken cancellationToken)
    {
        ModelSpecRules.Check(existing is null ? spec : spec with { Metric = WithName(spec, "named-by-id") });
        var id = existing;
        if (existing is { } known)
        {
            var metric = await metrics.FindAsync(known, cancellationToken) ?? throw DomainErrors.MetricNotFound(known);
            spec = spec with { Metric = WithName(spec, metric.Name) };
        }
        else
        {
            var name = ((CustomMetricSpec)spec.Metric).Metric;
            id = (await metrics.GetOrAddCustomAsync([name], cancellationToken))[name];
        }
        var created = await runtime.StartAsync(id!.Value, spec, cancellationToken);
        return (await metrics.FindAsync(id.Value, cancellationToken) ?? throw DomainErrors.MetricNotFound(id.Value), created);
    }

    private static CustomMetricSpec WithName(ModelSpec spec, string name) => (CustomMetricSpec)spec.Metric with { Metric = name };
}
