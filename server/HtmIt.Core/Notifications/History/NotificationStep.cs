using HtmIt.Core.Watch;

namespace HtmIt.Core.Notifications.History;

/// <summary>One step of a watch of notifications.</summary>
public sealed record NotificationStep(WatchEvent Event, NotificationPosition Position, IReadOnlyList<Notification> Notifications);
