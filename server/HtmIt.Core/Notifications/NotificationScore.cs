using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications;

/// <summary>Which score of a row a device is notified by. The numbers are stored.</summary>
public enum NotificationScore
{
    /// <summary>The anomaly likelihood, against <see cref="Device.LikelihoodThreshold"/>.</summary>
    Likelihood = 1,

    /// <summary>The severity of incidents, against <see cref="Device.SeverityThreshold"/>.</summary>
    Severity = 2,
}
