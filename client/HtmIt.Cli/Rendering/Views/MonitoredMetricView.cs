using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of one metric that was to be monitored.</summary>
internal sealed class MonitoredMetricView(string metricName, ItemResult<CreateModelResult> result)
{
    public string MetricName => metricName;

    public bool? Created => result.Error is null ? result.Value.Created : null;

    public ModelView? Model => result.Error is null ? new(result.Value.Model) : null;

    public ItemErrorView? Error => result.Error is { } error ? new(error) : null;
}
