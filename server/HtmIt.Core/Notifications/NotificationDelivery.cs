namespace HtmIt.Core.Notifications;

/// <summary>What became of a notification by one channel.</summary>
/// <param name="AttemptCount">The successful one included.</param>
/// <param name="LastError">Of the last attempt that failed; null when none did.</param>
/// <param name="Time">When it came into its state or was last tried.</param>
public sealed record NotificationDelivery(
    NotificationChannel Channel,
    DeliveryState State,
    int AttemptCount,
    string? LastError,
    DateTimeOffset Time
);
