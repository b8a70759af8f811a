namespace HtmIt.Core.Notifications;

/// <summary>A way out of the server. The numbers are stored.</summary>
public enum NotificationChannel
{
    Mail = 1,
    Webhook = 2,
    Alertmanager = 3,
}
