namespace HtmIt.Client;

/// <summary>What happened to an incident.</summary>
public enum IncidentChangeKind
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>It became as severe as <see cref="WatchIncidentsOptions.MinSeverity"/>.</summary>
    Opened = 1,

    /// <summary>It became more severe.</summary>
    Raised = 2,

    /// <summary>It is over. One that opened and ended while the watch was away comes once, as ended.</summary>
    Ended = 3,
}
