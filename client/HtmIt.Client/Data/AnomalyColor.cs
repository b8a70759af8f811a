namespace HtmIt.Client;

/// <summary>How a score is shown.</summary>
public enum AnomalyColor
{
    /// <summary>Nothing out of the ordinary.</summary>
    Green,

    /// <summary>Anomaly likelihood above 0.9999.</summary>
    Yellow,

    /// <summary>Anomaly likelihood above 0.99999.</summary>
    Red,
}
