using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications.Decisions;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>A notification that a device would have got.</summary>
/// <param name="Time">When, in sample time: that of the row by which it was known. Seconds of the Unix epoch.</param>
public sealed record SimulatedNotification(long Time, NotificationKind Kind, NotificationCandidate Candidate, Metric Metric);
