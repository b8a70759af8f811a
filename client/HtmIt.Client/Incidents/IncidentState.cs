namespace HtmIt.Client;

/// <summary>Whether an incident goes on.</summary>
public enum IncidentState
{
    /// <summary>Not given; in options, both.</summary>
    Unspecified = 0,

    /// <summary>It goes on: what comes now may raise it.</summary>
    Open = 1,

    /// <summary>It is over: nothing unusual came for 15 to 90 samples, the more the longer the metric is known.</summary>
    Ended = 2,
}
