namespace HtmIt.Core.Incidents;

/// <summary>Where a list of incidents goes on: they come by when they were noticed, the latest first, and of one time by id.</summary>
/// <param name="Began">Sample time of the row at which the last one was noticed.</param>
public sealed record IncidentPlace(long Began, Guid Id);
