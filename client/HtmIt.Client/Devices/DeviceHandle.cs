using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.DeviceService</c> and <c>htmit.v1.NotificationService</c> about one device.</summary>
internal sealed class DeviceHandle(
    DeviceService.DeviceServiceClient stub,
    NotificationService.NotificationServiceClient notifications,
    Calls calls,
    HtmItClientOptions clientOptions,
    string name
) : IDeviceHandle
{
    public string Name => name;

    public async Task<Device> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetDeviceRequest { Name = name };
        var response = await calls.CallAsync(stub.GetDeviceAsync, request, cancellationToken).ConfigureAwait(false);
        return DeviceMapping.ToDevice(response.Device);
    }

    public async Task<UpdateDeviceResult> UpdateAsync(DeviceChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var request = new UpdateDeviceRequest
        {
            Device = DeviceMapping.ToSettings(name, change),
            UpdateMask = DeviceMapping.ToMask(change),
            AllowMissing = !change.MustExist,
        };
        var response = await calls.CallAsync(stub.UpdateDeviceAsync, request, cancellationToken).ConfigureAwait(false);
        return new UpdateDeviceResult(DeviceMapping.ToDevice(response.Device), response.Created);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteDeviceAsync, new DeleteDeviceRequest { Name = name }, cancellationToken);

    public async Task<DeviceExplanation> ExplainAsync(string metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var request = new ExplainDeviceRequest { Name = name, Metric = metric };
        return DeviceExplanation.Of(await calls.CallAsync(stub.ExplainDeviceAsync, request, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<ChannelTest>> TestAsync(CancellationToken cancellationToken)
    {
        var response = await calls
            .CallAsync(stub.TestDeviceAsync, new TestDeviceRequest { Name = name }, cancellationToken)
            .ConfigureAwait(false);
        return [.. response.Results.Select(result => new ChannelTest((NotificationChannel)result.Channel, result.Error))];
    }

    public IAsyncEnumerable<Notification> ListNotificationsAsync(ListNotificationsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            notifications.ListNotificationsAsync,
            pageToken => new ListNotificationsRequest
            {
                Device = name,
                PageToken = pageToken,
                PageSize = options.PageSize,
                IncludeHandled = options.IncludeHandled,
                Peek = options.Peek,
                StartTime = DataMapping.ToTimestamp(options.StartTime),
                EndTime = DataMapping.ToTimestamp(options.EndTime),
            },
            page => (page.Notifications.Select(NotificationMapping.ToNotification), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<WatchedNotification> WatchAsync(WatchStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new NotificationWatch(notifications, calls.Contract, name, start, clientOptions).RunAsync(cancellationToken);
    }
}
