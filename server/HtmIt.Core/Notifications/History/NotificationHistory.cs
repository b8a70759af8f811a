using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.History;

/// <summary>A device's notifications. A device that asks for them is in use, which is noted.</summary>
public sealed class NotificationHistory(IDeviceStore devices, INotificationStore notifications, TimeProvider time)
{
    /// <summary>Older notifications are kept, but not listed.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromDays(7);

    /// <summary>Those of the last days, newest sample first.</summary>
    /// <param name="device">The device's id.</param>
    /// <param name="includeHandled">Also those that were seen or acknowledged.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<IReadOnlyList<Notification>> ListAsync(
        string device,
        bool includeHandled,
        NotificationKey? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await TouchAsync(device, cancellationToken);
        var query = new NotificationQuery(device, time.GetUtcNow() - Listed, includeHandled, after, limit);
        return await notifications.ListAsync(query, cancellationToken);
    }

    /// <summary>One of them, however old; null when the device has none of that id.</summary>
    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<Notification?> FindAsync(string device, Guid id, CancellationToken cancellationToken)
    {
        await TouchAsync(device, cancellationToken);
        var found = await notifications.FindAsync(id, cancellationToken);
        return found?.DeviceId == device ? found : null;
    }

    private async Task TouchAsync(string device, CancellationToken cancellationToken)
    {
        if (!await devices.TouchAsync(device, cancellationToken))
        {
            throw NotificationErrors.DeviceNotFound(device);
        }
    }
}
