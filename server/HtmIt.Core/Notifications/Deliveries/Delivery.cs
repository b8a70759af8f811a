using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>A notification that has to go out.</summary>
/// <param name="Attempts">That failed.</param>
public sealed record Delivery(long Id, int Attempts, DateTimeOffset CreateTime, Notification Notification, Device Device);
