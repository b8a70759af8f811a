using System.Text.Json.Nodes;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric.</summary>
internal sealed class MetricView(Metric metric)
{
    public string Name => metric.Name;

    public string MetricName => metric.MetricName;

    public IReadOnlyDictionary<string, string> Labels => metric.Labels;

    public string Datasource => Spell.Of(metric.Datasource);

    public string Resource => metric.Resource;

    public string ResourceName => metric.ResourceName;

    public string DisplayName => metric.DisplayName;

    public string? Description => metric.Description.Length > 0 ? metric.Description : null;

    public string? Unit => metric.Unit.Length > 0 ? metric.Unit : null;

    public JsonObject? UserInfo => metric.UserInfo;

    public MetricStatus Status => metric.Status;

    public string? StatusMessage => metric.StatusMessage.Length > 0 ? metric.StatusMessage : null;

    public CollectStateView? Collecting => metric.Collecting is { } state ? new(state) : null;

    public long LastRowId => metric.LastRowId;

    public DateTime? LastSampleTime => metric.LastSampleTime?.UtcDateTime;

    public DateTime? CreateTime => metric.CreateTime?.UtcDateTime;

    public DateTime? UpdateTime => metric.UpdateTime?.UtcDateTime;
}
