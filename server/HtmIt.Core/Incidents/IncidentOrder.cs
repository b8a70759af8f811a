namespace HtmIt.Core.Incidents;

/// <summary>In which order incidents are listed.</summary>
public enum IncidentOrder
{
    /// <summary>By when they were noticed, the latest first, and of one time by id.</summary>
    Noticed,

    /// <summary>The most severe first, and equally severe ones as they are otherwise.</summary>
    Severity,
}
