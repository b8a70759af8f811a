using HtmIt.Core.Autostacks;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Models;

/// <summary>Monitors a metric of any datasource. Monitoring what is monitored already returns it unchanged.</summary>
public sealed class CreateModel(CreateCustomModel custom, CreateCloudWatchModel cloudWatch, CreateAutostackModel autostack)
{
    /// <param name="existing">The metric's identity where the spec names it by that instead of its own name; custom metrics only.</param>
    public Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, MetricId? existing, CancellationToken cancellationToken) =>
        spec.Metric switch
        {
            CloudWatchMetricSpec => cloudWatch.ExecuteAsync(spec, cancellationToken),
            AutostackMetricSpec => autostack.ExecuteAsync(spec, "spec.autostack.metric_name", cancellationToken),
            CustomMetricSpec => custom.ExecuteAsync(spec, existing, cancellationToken),
            _ => throw Errors.DomainErrors.DatasourceNotAvailable(spec.Datasource),
        };
}
