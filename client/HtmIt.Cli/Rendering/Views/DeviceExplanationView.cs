using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Why a device is not told of a metric.</summary>
internal sealed class DeviceExplanationView(DeviceExplanation explanation)
{
    public IEnumerable<HoldBackView> HoldBacks => explanation.HoldBacks.Select(one => new HoldBackView(one));

    public IEnumerable<NotificationChannel> Channels => explanation.Channels;

    public long RowId => explanation.RowId;

    public DateTime? SampleTime => explanation.SampleTime?.UtcDateTime;

    public double AnomalyLikelihood => explanation.AnomalyLikelihood;

    public double Surprise => explanation.Surprise;

    public double Severity => explanation.Severity;
}
