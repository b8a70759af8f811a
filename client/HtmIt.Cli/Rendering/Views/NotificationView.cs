using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a device was told.</summary>
internal sealed class NotificationView(Notification notification)
{
    public string Name => notification.Name;

    public string Device => notification.Device;

    public string Metric => notification.Metric;

    public string MetricName => notification.MetricName;

    public IReadOnlyDictionary<string, string> Labels => notification.Labels;

    public string Resource => notification.Resource;

    public string ResourceName => notification.ResourceName;

    public string DisplayName => notification.DisplayName;

    public long RowId => notification.RowId;

    public DateTime SampleTime => notification.SampleTime.UtcDateTime;

    public double Value => notification.Value;

    public double AnomalyLikelihood => notification.AnomalyLikelihood;

    public double Surprise => notification.Surprise;

    public double Severity => notification.Severity;

    public NotificationKind Kind => notification.Kind;

    /// <summary>Of a notification of an incident.</summary>
    public string? Incident => notification.Incident.Length > 0 ? notification.Incident : null;

    public DateTime? OnsetTime => notification.OnsetTime?.UtcDateTime;

    public DateTime? IncidentEndTime => notification.IncidentEndTime?.UtcDateTime;

    public IEnumerable<string> Reasons => notification.Reasons;

    public NotificationScore Score => notification.Score;

    public double QuietPeriodSeconds => notification.QuietPeriod.TotalSeconds;

    public DateTime? AcknowledgeTime => notification.AcknowledgeTime?.UtcDateTime;

    public string? AcknowledgedBy => notification.AcknowledgedBy.Length > 0 ? notification.AcknowledgedBy : null;

    public DateTime? SeenTime => notification.SeenTime?.UtcDateTime;

    public string? SeenBy => notification.SeenBy.Length > 0 ? notification.SeenBy : null;

    public string? ProviderMessageId => notification.ProviderMessageId.Length > 0 ? notification.ProviderMessageId : null;

    public DateTime? CreateTime => notification.CreateTime?.UtcDateTime;

    public IEnumerable<DeliveryView> Deliveries => notification.Deliveries.Select(delivery => new DeliveryView(delivery));
}
