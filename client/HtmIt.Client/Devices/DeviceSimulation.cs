namespace HtmIt.Client;

/// <summary>How often, and when, a device would have been told.</summary>
/// <param name="Device">The settings that were tried.</param>
/// <param name="StartTime">First sample time that was looked at, in UTC.</param>
/// <param name="EndTime">Last sample time that was looked at, in UTC.</param>
public sealed record DeviceSimulation(Device Device, DateTimeOffset StartTime, DateTimeOffset EndTime)
{
    /// <summary>The notifications in the order of time, at most the first 1,000.</summary>
    public IReadOnlyList<SimulatedNotification> Notifications { get; init; } = [];

    /// <summary>How many there are of each kind, all of them.</summary>
    public IReadOnlyDictionary<NotificationKind, int> Counts { get; init; } = new Dictionary<NotificationKind, int>();

    /// <summary>How many incidents (or rows, for a device that goes by the likelihood) reached the threshold and were never told, by what held
    /// them back.</summary>
    public IReadOnlyDictionary<HoldBackReason, int> HeldBack { get; init; } = new Dictionary<HoldBackReason, int>();

    internal static DeviceSimulation Of(V1.SimulateDeviceResponse response) =>
        new(DeviceMapping.ToDevice(response.Device), response.StartTime.ToDateTimeOffset(), response.EndTime.ToDateTimeOffset())
        {
            Notifications = [.. response.Notifications.Select(ToNotification)],
            Counts = response.Counts.ToDictionary(one => (NotificationKind)one.Kind, one => one.Count),
            HeldBack = response.HeldBack.ToDictionary(one => (HoldBackReason)one.Reason, one => one.Count),
        };

    private static SimulatedNotification ToNotification(V1.SimulatedNotification one) =>
        new((NotificationKind)one.Kind, one.Time.ToDateTimeOffset(), one.Metric)
        {
            Key = one.Key is { } key ? MetricKey.Of(key) : null,
            DisplayName = one.DisplayName,
            Incident = one.Incident,
            Severity = one.Severity,
            AnomalyLikelihood = one.AnomalyLikelihood,
            SampleTime = one.SampleTime.ToDateTimeOffset(),
            Value = one.Value,
        };
}
