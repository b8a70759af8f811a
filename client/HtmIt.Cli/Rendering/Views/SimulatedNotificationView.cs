using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A notification that a device would have got.</summary>
internal sealed class SimulatedNotificationView(SimulatedNotification one)
{
    public NotificationKind Kind => one.Kind;

    public DateTime Time => one.Time.UtcDateTime;

    public string Metric => one.Metric;

    public MetricKeyView? Key => one.Key is { } key ? new(key) : null;

    public string DisplayName => one.DisplayName;

    public string Incident => one.Incident;

    public double Severity => one.Severity;

    public double AnomalyLikelihood => one.AnomalyLikelihood;

    public DateTime SampleTime => one.SampleTime.UtcDateTime;

    public double Value => one.Value;
}
