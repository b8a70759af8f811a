namespace HtmIt.Client;

/// <summary>A page of listed incidents.</summary>
/// <param name="Incidents">The incidents, in order.</param>
/// <param name="Position">Of the first page: where a watch goes on (<see cref="WatchStart.After"/>) after all that is there now. Empty on the
/// others.</param>
public sealed record IncidentPage(IReadOnlyList<Incident> Incidents, string Position);
