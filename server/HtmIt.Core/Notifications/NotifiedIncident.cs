using HtmIt.Core.Incidents;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Notifications;

/// <summary>The incident that a notification is of, as it was then.</summary>
/// <param name="Onset">The first row of its evidence.</param>
/// <param name="EndTime">When it was seen to be over, in seconds of the Unix epoch; null while it went on.</param>
/// <param name="Reasons">In words, the most important first.</param>
public sealed record NotifiedIncident(IncidentId Id, IncidentRow Onset, long? EndTime, IReadOnlyList<string> Reasons);
