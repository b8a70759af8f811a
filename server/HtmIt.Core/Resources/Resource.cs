using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Resources;

/// <summary>The monitored metrics of one resource, seen as one thing.</summary>
/// <param name="Metrics">At least one, ordered by name.</param>
public sealed record Resource(string Text, IReadOnlyList<Metric> Metrics)
{
    private readonly MeasuredResource? _resource = Metrics
        .Select(metric => metric.Spec?.Metric.Measured)
        .FirstOrDefault(one => one is not null);

    public string Name => ResourceName.Write(Text, _resource?.Dimension);

    public string Region => Metrics[0].Region;

    /// <summary>The first two words of the metric's name where it has three, else all of it.</summary>
    public string Namespace
    {
        get
        {
            var parts = Metrics[0].Name.Split('/');
            return parts.Length > 2 ? $"{parts[0]}/{parts[1]}" : Metrics[0].Name;
        }
    }

    public string AwsResourceId => _resource?.Id ?? "";

    public string Account => _resource?.Account ?? "";

    public string TagName => Metrics[0].TagName;

    public IReadOnlyList<MetricStatus> Statuses => [.. Metrics.Select(metric => metric.Status).Distinct().Order()];

    public string StatusMessage =>
        string.Join('\n', Metrics.Select(metric => metric.StatusMessage).Where(text => text.Length > 0).Distinct());
}
