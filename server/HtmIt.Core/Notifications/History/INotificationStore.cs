using HtmIt.Core.Names;

namespace HtmIt.Core.Notifications.History;

/// <summary>The table of notifications, for those who read them.</summary>
public interface INotificationStore
{
    Task<Notification?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Notification>> ListAsync(NotificationQuery query, CancellationToken cancellationToken);

    /// <summary>A device's notifications after a position, in order.</summary>
    Task<IReadOnlyList<Notification>> ReadAfterAsync(string deviceId, long position, int limit, CancellationToken cancellationToken);

    /// <summary>Sample time of the latest notification of a resource that is not marked seen; null when there is none.</summary>
    Task<long?> FindLatestUnseenAsync(string deviceId, ResourceId resource, CancellationToken cancellationToken);

    /// <summary>The position of the newest notification of all devices.</summary>
    Task<long> ReadNewestPositionAsync(CancellationToken cancellationToken);

    /// <summary>The position before a device's first notification that was made at or after a time; null when there is none.</summary>
    Task<long?> FindPositionBeforeAsync(string deviceId, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Sets a mark in somebody's name; notifications that do not exist, or not of that device, are passed over.</summary>
    /// <returns>How many notifications have the mark now that had it not.</returns>
    Task<int> MarkAsync(
        NotificationMark mark,
        string user,
        IReadOnlyCollection<(string DeviceId, Guid Id)> notifications,
        CancellationToken cancellationToken
    );
}
