using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>A decision to tell a device of a row, by these channels.</summary>
public sealed record NewNotification(Device Device, NotificationCandidate Candidate, IReadOnlyList<NotificationChannel> Channels);
