using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.History;

/// <summary>A device's notifications. A device that asks for them is in use, which is noted, unless the one
/// who asks only peeks.</summary>
public sealed class NotificationHistory(IDeviceStore devices, INotificationStore notifications, TimeProvider time)
{
    /// <summary>Of who marks notifications.</summary>
    public const int LongestUser = 100;

    /// <summary>Older notifications are kept, but not listed.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromDays(7);

    /// <summary>Those of the last days, newest sample first.</summary>
    /// <param name="device">The device's id.</param>
    /// <param name="peek">Whether the device is not in use for it.</param>
    /// <param name="includeHandled">Also those that were seen or acknowledged.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<IReadOnlyList<Notification>> ListAsync(
        string device,
        bool peek,
        bool includeHandled,
        NotificationKey? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await TouchAsync(device, peek, cancellationToken);
        var query = new NotificationQuery(device, time.GetUtcNow() - Listed, includeHandled, after, limit);
        return await notifications.ListAsync(query, cancellationToken);
    }

    /// <summary>One of them, however old; null when the device has none of that id.</summary>
    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<Notification?> FindAsync(string device, bool peek, Guid id, CancellationToken cancellationToken)
    {
        await TouchAsync(device, peek, cancellationToken);
        var found = await notifications.FindAsync(id, cancellationToken);
        return found?.DeviceId == device ? found : null;
    }

    private async Task TouchAsync(string device, bool peek, CancellationToken cancellationToken)
    {
        var exists = peek
            ? await devices.FindAsync(device, cancellationToken) is not null
            : await devices.TouchAsync(device, cancellationToken);
        if (!exists)
        {
            throw NotificationErrors.DeviceNotFound(device);
        }
    }
}
