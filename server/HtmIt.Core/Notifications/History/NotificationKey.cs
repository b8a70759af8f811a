namespace HtmIt.Core.Notifications.History;

/// <summary>Where a page of a device's notifications ends.</summary>
public sealed record NotificationKey(long SampleTime, long Position);
