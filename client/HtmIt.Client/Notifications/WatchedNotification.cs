namespace HtmIt.Client;

/// <summary>A notification from a watch.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="Position">Continue after it with this position; absent on all but the last of those that came together.</param>
public sealed record WatchedNotification(Notification Notification, string? Position);
