namespace HtmIt.Client;

/// <summary>The score of a row that a device goes by.</summary>
public enum NotificationScore
{
    /// <summary>The server's setting decides.</summary>
    Unspecified = 0,

    /// <summary>The anomaly likelihood, against <see cref="DeviceSettings.LikelihoodThreshold"/>.</summary>
    Likelihood = 1,

    /// <summary>The surprise, against <see cref="DeviceSettings.SurpriseThreshold"/>.</summary>
    Surprise = 2,
}
