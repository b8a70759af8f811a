namespace HtmIt.Core.Incidents;

/// <summary>What an incident is about. The numbers are stored.</summary>
public enum IncidentKind
{
    /// <summary>Values that are unusual for their metric.</summary>
    Values = 1,

    /// <summary>Values that do not come.</summary>
    Silence = 2,
}
