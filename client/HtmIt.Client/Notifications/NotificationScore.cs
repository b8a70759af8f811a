namespace HtmIt.Client;

/// <summary>The score of a row that a device goes by.</summary>
public enum NotificationScore
{
    /// <summary>The server's setting decides.</summary>
    Unspecified = 0,

    /// <summary>The anomaly likelihood, against <see cref="Device.LikelihoodThreshold"/>.</summary>
    Likelihood = 1,

    /// <summary>The severity of incidents, against <see cref="Device.SeverityThreshold"/>.</summary>
    Severity = 2,
}
