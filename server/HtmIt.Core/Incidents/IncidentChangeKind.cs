namespace HtmIt.Core.Incidents;

/// <summary>What happened to an incident, for those who look from some severity on. The numbers are those of the wire.</summary>
public enum IncidentChangeKind
{
    Opened = 1,
    Raised = 2,
    Ended = 3,
}
