using HtmIt.Core.Watch;

namespace HtmIt.Core.Incidents;

/// <summary>One step of a watch of incidents, and where the stream stands after it.</summary>
public sealed record IncidentStep(WatchEvent Event, WatchPosition Position, IReadOnlyList<IncidentChange> Changes);
