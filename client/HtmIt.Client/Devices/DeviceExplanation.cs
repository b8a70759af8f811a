namespace HtmIt.Client;

/// <summary>Why a row like a metric's newest would make no notification for a device.</summary>
public sealed record DeviceExplanation
{
    /// <summary>All that holds it back, in the order in which it is looked at. Empty: such a row notifies, once.</summary>
    public IReadOnlyList<HoldBack> HoldBacks { get; init; } = [];

    /// <summary>The channels by which the device would be told; none for one that only fetches.</summary>
    public IReadOnlyList<NotificationChannel> Channels { get; init; } = [];

    /// <summary>The row; 0 when the metric has none.</summary>
    public long RowId { get; init; }

    /// <summary>When its sample was measured, in UTC; absent when there is none.</summary>
    public DateTimeOffset? SampleTime { get; init; }

    /// <summary>Its anomaly likelihood; 0 when it has none.</summary>
    public double AnomalyLikelihood { get; init; }

    /// <summary>The severity of the incident that was noticed or raised at it; 0 when none was.</summary>
    public double Severity { get; init; }

    /// <summary>Its surprise, in decades; 0 when it has none.</summary>
    public double Surprise { get; init; }

    internal static DeviceExplanation Of(V1.ExplainDeviceResponse response) =>
        new()
        {
            HoldBacks =
            [
                .. response.HoldBacks.Select(one => new HoldBack(
                    (HoldBackReason)one.Reason,
                    one.Since?.ToDateTimeOffset(),
                    one.Until?.ToDateTimeOffset()
                )),
            ],
            Channels = [.. response.Channels.Select(channel => (NotificationChannel)channel)],
            RowId = response.RowId,
            SampleTime = response.SampleTime?.ToDateTimeOffset(),
            AnomalyLikelihood = response.AnomalyLikelihood,
            Surprise = response.Surprise,
            Severity = response.Severity,
        };
}
