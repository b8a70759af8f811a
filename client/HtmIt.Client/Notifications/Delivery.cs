namespace HtmIt.Client;

/// <summary>What became of a notification by one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">How far it is.</param>
/// <param name="AttemptCount">How many attempts were made, the successful one included.</param>
/// <param name="LastError">Why the last failed attempt failed; empty when none did.</param>
/// <param name="Time">When it came into this state or was last tried, in UTC.</param>
public sealed record Delivery(NotificationChannel Channel, DeliveryState State, int AttemptCount, string LastError, DateTimeOffset? Time);
