using HtmIt.Core.Notifications.Decisions;

namespace HtmIt.Core.Notifications.Simulations;

/// <summary>What a device would have been told.</summary>
/// <param name="Notifications">The first of them, in the order of time.</param>
/// <param name="Counts">How many of each kind, all of them.</param>
/// <param name="HeldBack">How many incidents, or rows, reached the threshold and were never told, by what held the last try back.</param>
public sealed record DeviceSimulation(
    IReadOnlyList<SimulatedNotification> Notifications,
    IReadOnlyDictionary<NotificationKind, int> Counts,
    IReadOnlyDictionary<HoldBackReason, int> HeldBack
);
