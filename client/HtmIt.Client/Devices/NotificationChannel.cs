namespace HtmIt.Client;

/// <summary>A way by which a device is told.</summary>
public enum NotificationChannel
{
    /// <summary>Not known to this version.</summary>
    Unspecified = 0,

    /// <summary>E-mail.</summary>
    Mail = 1,

    /// <summary>A webhook.</summary>
    Webhook = 2,

    /// <summary>An Alertmanager.</summary>
    Alertmanager = 3,
}
