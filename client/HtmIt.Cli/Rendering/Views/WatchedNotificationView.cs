namespace HtmIt.Cli.Rendering.Views;

/// <summary>A notification as it was made, and where a watch can go on after it.</summary>
internal sealed record WatchedNotificationView(NotificationView Notification, string? Position);
