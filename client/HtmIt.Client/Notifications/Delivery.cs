namespace HtmIt.Client;

/// <summary>What became of a notification by one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">How far it is.</param>
/// <param name="AttemptCount">How many attempts were made, the successful one included.</param>
/// <param name="LastError">Why the last failed attempt failed; empty when none did.</param>
public sealed record Delivery(NotificationChannel Channel, DeliveryState State, int AttemptCount, string LastError)
{
    /// <summary>When the last attempt ended, in UTC; absent before the first.</summary>
    public DateTimeOffset? LastAttemptTime { get; init; }

    /// <summary>When it is its turn at the earliest, in UTC; absent unless it waits, and while it is being tried.</summary>
    public DateTimeOffset? NextAttemptTime { get; init; }
}
