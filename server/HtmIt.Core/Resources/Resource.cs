using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Resources;

/// <summary>The monitored metrics of one resource, seen as one thing.</summary>
/// <param name="Metrics">At least one, ordered by name.</param>
public sealed record Resource(IReadOnlyList<Metric> Metrics)
{
    private readonly MeasuredResource? _measured = Metrics
        .Select(metric => metric.Spec?.Metric.Measured)
        .FirstOrDefault(one => one is not null);

    public ResourceId Id => Metrics[0].ResourceId;

    public string Text => Metrics[0].Resource;

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

    public string AwsResourceId => _measured?.Id ?? "";

    public string AwsResourceType => _measured?.Type ?? "";

    public string Account => _measured?.Account ?? "";

    /// <summary>That of any of its metrics: of one that was added lately it may not be known yet.</summary>
    public string TagName => Metrics.Select(metric => metric.TagName).FirstOrDefault(name => name.Length > 0) ?? "";

    /// <summary>Of the newest sample of all its metrics.</summary>
    public DateTimeOffset? LastSampleTime => Metrics.Max(metric => metric.LastSampleTime);

    public IReadOnlyList<MetricStatus> Statuses => [.. Metrics.Select(metric => metric.Status).Distinct().Order()];

    public string StatusMessage =>
        string.Join('\n', Metrics.Select(metric => metric.StatusMessage).Where(text => text.Length > 0).Distinct());
}
