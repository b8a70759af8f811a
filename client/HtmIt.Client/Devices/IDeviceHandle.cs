using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One device. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IDeviceHandle
{
    /// <summary>The device's name: <c>devices/{id}</c>.</summary>
    string Name { get; }

    /// <summary>Gets the device's settings.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    Task<Device> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the device's settings; makes the device if it does not exist, unless the change says that it must.</summary>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device, and <see cref="DeviceChange.MustExist"/> is set.</exception>
    /// <exception cref="DeviceChangedException">The settings are not those of the etag any more.</exception>
    /// <exception cref="InvalidFieldException">A setting breaks its rule.</exception>
    Task<UpdateDeviceResult> UpdateAsync(DeviceChange change, CancellationToken cancellationToken = default);

    /// <summary>Removes the device with its notifications.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells what holds notifications of a metric back from the device, judged by the metric's newest row.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    Task<DeviceExplanation> ExplainAsync(string metric, CancellationToken cancellationToken = default);

    /// <summary>Sends a test through every channel of the device and tells what became of it, channel by channel.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have sent all the same.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    Task<IReadOnlyList<ChannelTest>> TestAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the device's notifications, by default of the last seven days, the newest first, page by page as the list is read.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    IAsyncEnumerable<Notification> ListNotificationsAsync(ListNotificationsOptions options, CancellationToken cancellationToken = default);

    /// <summary>Follows the device's new notifications, without end. When the connection breaks, the watch goes on from where it stood.</summary>
    /// <param name="start">Where to start: <see cref="WatchStart.Now"/>, <see cref="WatchStart.Since"/> a time, or <see cref="WatchStart.After"/> a
    /// position of an earlier watch.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    /// <exception cref="PositionExpiredException">The position is older than what the server keeps.</exception>
    /// <exception cref="PositionInvalidException">The position is none of the server's.</exception>
    /// <exception cref="PositionOfOtherHistoryException">The server's database went back to an earlier state.</exception>
    IAsyncEnumerable<WatchedNotification> WatchAsync(WatchStart start, CancellationToken cancellationToken = default);
}
