namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>The deliveries of one device by one channel, leased to this server.</summary>
/// <param name="Failures">In a row.</param>
public sealed record Lane(string DeviceId, NotificationChannel Channel, Guid LeaseId, int Failures);
