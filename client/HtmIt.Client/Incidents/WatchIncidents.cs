namespace HtmIt.Client;

/// <summary>Incidents that opened, were raised, or ended. Only in a watch of incidents.</summary>
/// <param name="Position">Where the watch stands after these changes.</param>
/// <param name="Changes">The changes, in the order of the commits that made them; at least one.</param>
public sealed record WatchIncidents(string Position, IReadOnlyList<IncidentChange> Changes) : WatchEvent(Position);
