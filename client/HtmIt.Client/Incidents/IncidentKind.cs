namespace HtmIt.Client;

/// <summary>What an incident is about.</summary>
public enum IncidentKind
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>Values that are unusual for their metric.</summary>
    Values = 1,

    /// <summary>Values that do not come.</summary>
    Silence = 2,
}
