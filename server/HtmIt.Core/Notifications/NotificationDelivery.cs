namespace HtmIt.Core.Notifications;

/// <summary>What became of a notification by one channel.</summary>
/// <param name="AttemptCount">The successful one included.</param>
/// <param name="LastError">Of the last attempt that failed; null when none did.</param>
/// <param name="LastAttemptTime">When the last attempt ended; null before the first.</param>
/// <param name="NextAttemptTime">When it is its turn at the earliest; null unless it waits.</param>
public sealed record NotificationDelivery(
    NotificationChannel Channel,
    DeliveryState State,
    int AttemptCount,
    string? LastError,
    DateTimeOffset? LastAttemptTime,
    DateTimeOffset? NextAttemptTime
);
