namespace HtmIt.Core.Notifications.History;

/// <summary>What people do with a notification. Neither can be undone, and neither implies the other.</summary>
public enum NotificationMark
{
    Acknowledged,
    Seen,
}
