using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.History;

/// <summary>A device's notifications. A device that asks for them is in use, which is noted, unless the one
/// who asks only peeks.</summary>
public sealed class NotificationHistory(IDeviceStore devices, INotificationStore notifications, TimeProvider time)
{
    /// <summary>Of who marks notifications.</summary>
    public const int LongestUser = 100;

    /// <summary>Older notifications are kept, but listed only for who says since when.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromDays(7);

    /// <summary>Those that a query selects.</summary>
    /// <param name="query">Which.</param>
    /// <param name="peek">Whether the device is not in use for it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DomainException">DeviceNotFound.</exception>
    public async Task<IReadOnlyList<Notification>> ListAsync(NotificationQuery query, bool peek, CancellationToken cancellationToken)
    {
        await TouchAsync(query.DeviceId, peek, cancellationToken);
        var from = query.FromTime ?? (time.GetUtcNow() - Listed).ToUnixTimeSeconds() + 1;
        return await notifications.ListAsync(query with { FromTime = from }, cancellationToken);
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
