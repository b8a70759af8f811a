using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="IDeviceHandle"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class DeviceHandleExtensions
{
    /// <summary>Lists the device's unhandled notifications of the last seven days, the newest first, page by page as the list is read.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    public static IAsyncEnumerable<Notification> ListNotificationsAsync(
        this IDeviceHandle device,
        CancellationToken cancellationToken = default
    ) => device.ListNotificationsAsync(new ListNotificationsOptions(), cancellationToken);

    /// <summary>Follows the device's notifications from now on, as <see cref="IDeviceHandle.WatchAsync"/> does.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    public static IAsyncEnumerable<WatchedNotification> WatchAsync(
        this IDeviceHandle device,
        CancellationToken cancellationToken = default
    ) => device.WatchAsync(WatchStart.Now, cancellationToken);
}
