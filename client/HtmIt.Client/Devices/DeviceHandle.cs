using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.NotificationService</c> about one device.</summary>
internal sealed class DeviceHandle(
    NotificationService.NotificationServiceClient stub,
    Calls calls,
    HtmItClientOptions clientOptions,
    string name
) : IDeviceHandle
{
    public string Name => name;

    public async Task<DeviceSettings> GetAsync(CancellationToken cancellationToken)
    {
        var request = new GetDeviceSettingsRequest { Name = name };
        var response = await calls.CallAsync(stub.GetDeviceSettingsAsync, request, cancellationToken).ConfigureAwait(false);
        return DeviceMapping.ToDevice(response.DeviceSettings);
    }

    public async Task<UpdateDeviceResult> UpdateAsync(DeviceSettingsChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var request = new UpdateDeviceSettingsRequest
        {
            DeviceSettings = DeviceMapping.ToSettings(name, change),
            UpdateMask = DeviceMapping.ToMask(change),
            AllowMissing = !change.MustExist,
        };
        var response = await calls.CallAsync(stub.UpdateDeviceSettingsAsync, request, cancellationToken).ConfigureAwait(false);
        return new UpdateDeviceResult(DeviceMapping.ToDevice(response.DeviceSettings), response.Created);
    }

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        calls.CallAsync(stub.DeleteDeviceSettingsAsync, new DeleteDeviceSettingsRequest { Name = name }, cancellationToken);

    public IAsyncEnumerable<Notification> ListNotificationsAsync(ListNotificationsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stub.ListNotificationsAsync,
            pageToken => new ListNotificationsRequest
            {
                Parent = name,
                PageToken = pageToken,
                PageSize = options.PageSize,
                IncludeHandled = options.IncludeHandled,
            },
            page => (page.Notifications.Select(NotificationMapping.ToNotification), page.NextPageToken),
            cancellationToken
        );
    }

    public IAsyncEnumerable<WatchedNotification> WatchAsync(WatchResumption start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new NotificationWatch(stub, calls.Contract, name, start, clientOptions).RunAsync(cancellationToken);
    }
}
