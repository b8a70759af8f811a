namespace HtmIt.Core.Incidents;

/// <summary>Where a list of incidents goes on: behind the last one.</summary>
/// <param name="Began">Sample time of the row at which it was noticed.</param>
public sealed record IncidentPlace(double Severity, long Began, Guid Id)
{
    public static IncidentPlace Of(Incident incident) => new(incident.State.Severity, incident.State.Began.UnixSeconds, incident.Id.Value);
}
