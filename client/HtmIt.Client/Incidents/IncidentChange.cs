namespace HtmIt.Client;

/// <summary>What happened to an incident, and how it is now.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Incident">The incident as it is now.</param>
public sealed record IncidentChange(IncidentChangeKind Kind, Incident Incident);
