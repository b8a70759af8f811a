using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Monitors many metrics that have no model.</summary>
public sealed class MonitorMetrics(IMetricStore metrics, DatasourceModels datasources, CreateModel createModel)
{
    /// <summary>Checks the range that all of them are to have.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static void Check(ModelParams range, FieldPath at) => ModelSpecRules.Check(range, at);

    /// <summary>Metrics without a model, in list order, after <paramref name="after"/>.</summary>
    public Task<IReadOnlyList<Metric>> ListAsync(
        MetricSelector selector,
        MetricPlace? after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        selector.Statuses.Count > 0 && !selector.Statuses.Contains(MetricStatus.Unmonitored)
            ? Task.FromResult<IReadOnlyList<Metric>>([])
            : metrics.ListAsync(new(selector with { Statuses = [MetricStatus.Unmonitored] }), after, limit, cancellationToken);

    /// <exception cref="DomainException">What stands in the way of this metric.</exception>
    public Task<(Metric Metric, bool Created)> ExecuteAsync(Metric metric, ModelParams? range, CancellationToken cancellationToken) =>
        createModel.ExecuteAsync(datasources[metric.Datasource].SpecOf(metric) with { Params = range }, cancellationToken);
}
