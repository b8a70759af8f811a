namespace HtmIt.Core.Notifications.Decisions;

/// <summary>What was too old.</summary>
public readonly record struct PurgeOutcome(int Devices, int Notifications);
