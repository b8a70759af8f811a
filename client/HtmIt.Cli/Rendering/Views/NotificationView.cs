using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What a device was told.</summary>
internal sealed class NotificationView(Notification notification)
{
    public string Name => notification.Name;

    public string Device => notification.Device;

    public string Metric => notification.Metric;

    public string MetricName => notification.MetricName;

    public string Resource => notification.Resource;

    public string DisplayName => notification.DisplayName;

    public long RowId => notification.RowId;

    public DateTime SampleTime => notification.SampleTime.UtcDateTime;

    public double Value => notification.Value;

    public double AnomalyLikelihood => notification.AnomalyLikelihood;

    public double Surprise => notification.Surprise;

    public NotificationScore Score => notification.Score;

    public double QuietPeriodSeconds => notification.QuietPeriod.TotalSeconds;

    public bool Acknowledged => notification.Acknowledged;

    public bool Seen => notification.Seen;

    public string? ProviderMessageId => notification.ProviderMessageId.Length > 0 ? notification.ProviderMessageId : null;

    public DateTime? CreateTime => notification.CreateTime?.UtcDateTime;
}
