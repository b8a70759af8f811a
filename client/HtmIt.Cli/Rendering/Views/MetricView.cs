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

    public string DisplayName => metric.DisplayName;

    public MetricStatus Status => metric.Status;

    public string? StatusMessage => metric.StatusMessage.Length > 0 ? metric.StatusMessage : null;

    public long LastRowId => metric.LastRowId;

    public DateTime? LastSampleTime => metric.LastSampleTime?.UtcDateTime;

    public DateTime? CreateTime => metric.CreateTime?.UtcDateTime;

    public DateTime? UpdateTime => metric.UpdateTime?.UtcDateTime;
}
