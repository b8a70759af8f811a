namespace HtmIt.Core.Notifications.History;

/// <summary>Selects a device's notifications, newest sample first.</summary>
/// <param name="IncludeHandled">Also those that were seen or acknowledged.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">How many at most.</param>
public sealed record NotificationQuery(string DeviceId, bool IncludeHandled, NotificationKey? After, int Limit)
{
    /// <summary>Only of samples at or after this time, in seconds of the Unix epoch; null for the last days.</summary>
    public long? FromTime { get; init; }

    /// <summary>Only of samples at or before this time; null for no bound.</summary>
    public long? ToTime { get; init; }
}
