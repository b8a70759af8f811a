using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A whole thing with its metrics.</summary>
internal sealed class ResourceView(Resource resource)
{
    public string Name => resource.Name;

    public string Text => resource.Text;

    public string Region => resource.Region;

    public string Namespace => resource.Namespace;

    public string AwsResourceId => resource.AwsResourceId;

    public string AwsResourceType => resource.AwsResourceType;

    public string Account => resource.Account;

    public string TagName => resource.TagName;

    public IReadOnlyList<MetricStatus> Statuses => resource.Statuses;

    public string? StatusMessage => resource.StatusMessage.Length > 0 ? resource.StatusMessage : null;

    public int MetricCount => resource.MetricCount;

    public CollectStateView? Collecting => resource.Collecting is { } state ? new(state) : null;

    public DateTime? LastSampleTime => resource.LastSampleTime?.UtcDateTime;
}
