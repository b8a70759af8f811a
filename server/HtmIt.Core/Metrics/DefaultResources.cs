using HtmIt.Core.Names;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Metrics;

/// <summary>What a custom metric is measured on when nobody says: the value of the first of its labels that names such a thing, else the metric
/// itself. By its whole key, because the resource decides what is silenced, merged and counted together.</summary>
public sealed class DefaultResources(IOptions<NewMetricOptions> options)
{
    private readonly string[] _labels = options.Value.ResourceLabels.Split(
        ',',
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
    );

    public string Of(MetricKey key) =>
        ResourceText.Fit(_labels.Select(key.Labels.Find).FirstOrDefault(value => value is not null) ?? key.Text);
}
