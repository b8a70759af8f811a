using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Monitors a metric of any datasource. Monitoring what is monitored already returns it unchanged.</summary>
public sealed class CreateModel(CreateCustomModel custom, CreateCloudWatchModel cloudWatch, CreateAutostackModel autostack)
{
    /// <summary>Checks the form of a spec; whether what it names exists is another matter.</summary>
    /// <param name="existing">See <see cref="ExecuteAsync"/>.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotSupported.</exception>
    public void Check(ModelSpec spec, MetricId? existing)
    {
        switch (spec.Metric)
        {
            case CloudWatchMetricSpec metric:
                cloudWatch.Check(spec, metric);
                break;
            case AutostackMetricSpec metric:
                CreateAutostackModel.Check(spec, metric, AutostackMetricField);
                break;
            default:
                CreateCustomModel.Check(spec, existing);
                break;
        }
    }

    /// <param name="existing">The metric's identity where the spec names it by that instead of its own name; custom metrics only.</param>
    public Task<(Metric Metric, bool Created)> ExecuteAsync(ModelSpec spec, MetricId? existing, CancellationToken cancellationToken) =>
        spec.Metric switch
        {
            CloudWatchMetricSpec => cloudWatch.ExecuteAsync(spec, cancellationToken),
            AutostackMetricSpec => autostack.ExecuteAsync(spec, AutostackMetricField, cancellationToken),
            _ => custom.ExecuteAsync(spec, existing, cancellationToken),
        };

    private const string AutostackMetricField = "spec.autostack.metric_name";
}
