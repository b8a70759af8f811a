using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a device was told.</summary>
internal sealed class NotificationView(Notification notification)
{
    public string Name => notification.Name;

    public string Device => notification.Device;

    public string Metric => notification.Metric;

    public string MetricName => notification.MetricName;

    public string Server => notification.Server;

    public string Instance => notification.Instance;

    public long RowId => notification.RowId;

    public DateTime SampleTime => notification.SampleTime.UtcDateTime;

    public double Value => notification.Value;

    public double AnomalyScore => notification.AnomalyScore;

    public double Surprise => notification.Surprise;

    public NotificationScore Score => notification.Score;

    public double WindowSeconds => notification.Window.TotalSeconds;

    public bool Acknowledged => notification.Acknowledged;

    public bool Seen => notification.Seen;

    public string? ProviderMessageId => notification.ProviderMessageId.Length > 0 ? notification.ProviderMessageId : null;

    public DateTime? CreateTime => notification.CreateTime?.UtcDateTime;
}
