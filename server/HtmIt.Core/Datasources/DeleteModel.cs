using HtmIt.Core.Actors;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources;

/// <summary>Unmonitors a metric: a custom one stays, with its samples; one that is collected only to be monitored is deleted.</summary>
public sealed class DeleteModel(IModelRuntime runtime)
{
    /// <exception cref="DomainException">ModelOfAutostack, MetricNotFound.</exception>
    public Task ExecuteAsync(Metric metric, CancellationToken cancellationToken) =>
        metric.Datasource switch
        {
            Datasource.Autostack => throw AutostackErrors.ModelOfAutostack(metric.Id),
            Datasource.CloudWatch => runtime.DeleteAsync(metric.Id, cancellationToken),
            _ => runtime.StopAsync(metric.Id, cancellationToken),
        };
}
