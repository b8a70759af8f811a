using HtmIt.Core.Notifications.Decisions;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>What could be told at some time, with its incident as it was then.</summary>
/// <param name="Time">Sample time of the row by which it was known, in seconds of the Unix epoch.</param>
/// <param name="Candidate">Without its resource.</param>
public readonly record struct PastCandidate(long Time, NotificationCandidate Candidate);
