namespace HtmIt.Core.Notifications;

/// <summary>A decision to tell a device of a row, by these channels.</summary>
public sealed record NewNotification(Device Device, NotificationCandidate Candidate, IReadOnlyList<NotificationChannel> Channels);
