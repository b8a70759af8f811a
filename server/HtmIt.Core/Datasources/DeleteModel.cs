using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Unmonitors a metric: one whose samples clients hand in stays, with them; one that is collected only to be monitored is deleted.
/// </summary>
public sealed class DeleteModel(DatasourceModels datasources)
{
    /// <exception cref="DomainException">ModelOfAutostack.</exception>
    public void Check(Metric metric) => datasources[metric.Datasource].CheckDelete(metric);

    /// <exception cref="DomainException">ModelOfAutostack, MetricNotFound.</exception>
    public Task ExecuteAsync(Metric metric, CancellationToken cancellationToken) =>
        datasources[metric.Datasource].DeleteAsync(metric, cancellationToken);
}
