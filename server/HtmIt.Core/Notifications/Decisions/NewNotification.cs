using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>A decision to tell a device of something, by these channels.</summary>
public sealed record NewNotification(
    Device Device,
    NotificationCandidate Candidate,
    NotificationKind Kind,
    IReadOnlyList<NotificationChannel> Channels
);
