using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.NotificationService</c>.</summary>
internal sealed class NotificationsClient(NotificationService.NotificationServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : INotificationsClient
{
    public async Task<DeviceSettings> GetDeviceAsync(string device, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        var request = new GetDeviceSettingsRequest { Name = device };
        var response = await calls.CallAsync(stub.GetDeviceSettingsAsync, request, options, cancellationToken).ConfigureAwait(false);
        return NotificationMapping.ToDevice(response.DeviceSettings);
    }

    public IAsyncEnumerable<DeviceSettings> ListDevicesAsync(RequestOptions? options, CancellationToken cancellationToken) =>
        Calls.PagesAsync<DeviceSettings>(
            async (pageToken, token) =>
            {
                var request = new ListDeviceSettingsRequest { PageToken = pageToken };
                var page = await calls.CallAsync(stub.ListDeviceSettingsAsync, request, options, token).ConfigureAwait(false);
                return (page.DeviceSettings.Select(NotificationMapping.ToDevice), page.NextPageToken);
            },
            cancellationToken
        );

    public async Task<UpdateDeviceResult> UpdateDeviceAsync(
        string device,
        DeviceSettingsChange change,
        bool allowMissing,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(change);
        var request = new UpdateDeviceSettingsRequest
        {
            DeviceSettings = NotificationMapping.ToSettings(device, change),
            UpdateMask = NotificationMapping.ToMask(change),
            AllowMissing = allowMissing,
        };
        var response = await calls.CallAsync(stub.UpdateDeviceSettingsAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new(NotificationMapping.ToDevice(response.DeviceSettings), response.Created);
    }

    public Task DeleteDeviceAsync(string device, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        return calls.CallAsync(
            stub.DeleteDeviceSettingsAsync,
            new DeleteDeviceSettingsRequest { Name = device },
            options,
            cancellationToken
        );
    }

    public IAsyncEnumerable<Notification> ListAsync(string device, ListNotificationsOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        options ??= new ListNotificationsOptions();
        return Calls.PagesAsync<Notification>(
            async (pageToken, token) =>
            {
                var request = new ListNotificationsRequest
                {
                    Parent = device,
                    PageToken = pageToken,
                    PageSize = options.PageSize,
                    IncludeHandled = options.IncludeHandled,
                };
                var page = await calls.CallAsync(stub.ListNotificationsAsync, request, options, token).ConfigureAwait(false);
                return (page.Notifications.Select(NotificationMapping.ToNotification), page.NextPageToken);
            },
            cancellationToken
        );
    }

    public async Task<Notification> GetAsync(string name, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = new GetNotificationRequest { Name = name };
        var response = await calls.CallAsync(stub.GetNotificationAsync, request, options, cancellationToken).ConfigureAwait(false);
        return NotificationMapping.ToNotification(response.Notification);
    }

    public async Task<int> AcknowledgeAsync(IReadOnlyCollection<string> names, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchAcknowledgeNotificationsRequest { Names = { names } };
        var response = await calls
            .CallAsync(stub.BatchAcknowledgeNotificationsAsync, request, options, cancellationToken)
            .ConfigureAwait(false);
        return response.ChangedCount;
    }

    public async Task<int> MarkSeenAsync(IReadOnlyCollection<string> names, RequestOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchMarkNotificationsSeenRequest { Names = { names } };
        var response = await calls
            .CallAsync(stub.BatchMarkNotificationsSeenAsync, request, options, cancellationToken)
            .ConfigureAwait(false);
        return response.ChangedCount;
    }

    public IAsyncEnumerable<WatchedNotification> WatchAsync(string device, string? afterPosition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new NotificationWatch(stub, device, afterPosition, clientOptions).RunAsync(cancellationToken);
    }
}
