using HtmIt.Core.Names;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Metrics;

/// <summary>What a custom metric is measured on when nobody says: the value of the first of its labels that names such a thing, else what its
/// name says by the first template that fits, else the metric itself. By its whole key, because the resource decides what is silenced, merged and
/// counted together.</summary>
public sealed class DefaultResources(IOptions<NewMetricOptions> options)
{
    private readonly string[] _labels = options.Value.ResourceLabels.Split(
        ',',
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
    );

    private readonly ResourceTemplate[] _templates = [.. options.Value.Templates.Select(ResourceTemplate.Parse)];

    public string Of(MetricKey key) =>
        ResourceText.Fit(First(_labels, key.Labels.Find) ?? First(_templates, one => one.Find(key.Name)) ?? key.Text);

    private static string? First<T>(IEnumerable<T> places, Func<T, string?> find) =>
        places.Select(find).FirstOrDefault(found => found is not null);
}
