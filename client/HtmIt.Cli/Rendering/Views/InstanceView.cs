using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A whole thing with its metrics.</summary>
internal sealed class InstanceView(Instance instance)
{
    public string Name => instance.Name;

    public string Server => instance.Server;

    public string Location => instance.Location;

    public string Namespace => instance.Namespace;

    public string ResourceId => instance.ResourceId;

    public string TagName => instance.TagName;

    public IReadOnlyList<MetricStatus> Statuses => instance.Statuses;

    public string? Message => instance.Message.Length > 0 ? instance.Message : null;

    public int MetricCount => instance.MetricCount;
}
