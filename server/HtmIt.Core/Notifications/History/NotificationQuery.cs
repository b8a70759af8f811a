namespace HtmIt.Core.Notifications.History;

/// <summary>Selects a device's notifications, newest sample first.</summary>
/// <param name="Since">Only of samples after this time.</param>
/// <param name="IncludeHandled">Also those that were seen or acknowledged.</param>
public sealed record NotificationQuery(string DeviceId, DateTimeOffset Since, bool IncludeHandled, NotificationKey? After, int Limit);
