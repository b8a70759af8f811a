using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Devices, and what they are told. Devices are named <c>devices/{id}</c>, with an id of your choice.</summary>
public interface INotificationsClient
{
    /// <summary>Gets a device's settings.</summary>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    Task<DeviceSettings> GetDeviceAsync(string device, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists devices, page by page as the list is read.</summary>
    IAsyncEnumerable<DeviceSettings> ListDevicesAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Changes a device's settings; makes the device if it does not exist and <paramref name="allowMissing"/> says so.</summary>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    /// <exception cref="DeviceSettingsChangedException">The settings are not those of the etag any more.</exception>
    /// <exception cref="InvalidFieldException">A setting breaks its rule.</exception>
    Task<UpdateDeviceResult> UpdateDeviceAsync(
        string device,
        DeviceSettingsChange change,
        bool allowMissing = true,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Removes a device with its notifications.</summary>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    Task DeleteDeviceAsync(string device, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists a device's notifications of the last seven days, the newest first, page by page as the list is read.</summary>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    IAsyncEnumerable<Notification> ListAsync(
        string device,
        ListNotificationsOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gets one notification.</summary>
    /// <exception cref="NotificationNotFoundException">There is no such notification.</exception>
    Task<Notification> GetAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Marks notifications as acknowledged; unknown ones are passed over. Answers how many were not before.</summary>
    Task<int> AcknowledgeAsync(
        IReadOnlyCollection<string> names,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Marks notifications as seen; unknown ones are passed over. Answers how many were not before.</summary>
    Task<int> MarkSeenAsync(
        IReadOnlyCollection<string> names,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Follows a device's new notifications, without end. When the connection breaks, the watch goes on from where it stood.</summary>
    /// <param name="device">The device.</param>
    /// <param name="afterPosition">Continue after this position of an earlier watch. Default: start with the next notification.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    /// <exception cref="PositionExpiredException">The position is older than what the server keeps.</exception>
    /// <exception cref="PositionOfOtherHistoryException">The server's database went back to an earlier state.</exception>
    IAsyncEnumerable<WatchedNotification> WatchAsync(
        string device,
        string? afterPosition = null,
        CancellationToken cancellationToken = default
    );
}
