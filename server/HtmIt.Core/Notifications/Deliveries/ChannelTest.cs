namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>What became of a test through one channel.</summary>
/// <param name="Error">Why it was not taken; empty when it was.</param>
public readonly record struct ChannelTest(NotificationChannel Channel, string Error);
