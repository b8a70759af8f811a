namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: notifications.</summary>
internal sealed record NotificationsView(IEnumerable<NotificationView> Notifications);
