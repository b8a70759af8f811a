using Google.Protobuf.Collections;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Paging;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.NotificationService</c>.</summary>
internal sealed partial class NotificationGrpcService(
    IDeviceStore devices,
    INotificationStore notifications,
    SaveDevice saveDevice,
    DeviceDefaults defaults,
    ISecretProtector secrets,
    WatchNotifications watchNotifications,
    WatchStreams watches,
    TimeProvider time
) : NotificationService.NotificationServiceBase
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1_000;
    private const int LargestBatch = 1_000;

    /// <summary>Older notifications are kept, but not listed.</summary>
    private static readonly TimeSpan History = TimeSpan.FromDays(7);

    public override async Task<GetDeviceSettingsResponse> GetDeviceSettings(GetDeviceSettingsRequest request, ServerCallContext context)
    {
        var id = NotificationMapping.ToDeviceId("name", request.Name);
        var device = await devices.FindAsync(id, context.CancellationToken) ?? throw NotificationErrors.DeviceNotFound(id);
        return new() { DeviceSettings = NotificationMapping.ToProto(device) };
    }

    public override async Task<ListDeviceSettingsResponse> ListDeviceSettings(ListDeviceSettingsRequest request, ServerCallContext context)
    {
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var after = PageToken.Read<string>(request.PageToken, "devices") ?? "";
        var page = await devices.ListAsync(after, size, context.CancellationToken);
        return new()
        {
            DeviceSettings = { page.Select(NotificationMapping.ToProto) },
            NextPageToken = page.Count == size ? PageToken.Write(page[^1].Id, "devices") : "",
        };
    }

    public override async Task<UpdateDeviceSettingsResponse> UpdateDeviceSettings(
        UpdateDeviceSettingsRequest request,
        ServerCallContext context
    )
    {
        if (request.DeviceSettings is not { } settings)
        {
            throw DomainErrors.InvalidField("device_settings", "", "must be given");
        }
        var id = NotificationMapping.ToDeviceId("device_settings.name", settings.Name);
        var change = DeviceChange.Read(request, defaults.Create(id), secrets);
        var (device, created) = await saveDevice.ExecuteAsync(
            id,
            change.Apply,
            settings.Etag,
            request.AllowMissing,
            context.CancellationToken
        );
        return new() { DeviceSettings = NotificationMapping.ToProto(device), Created = created };
    }

    public override async Task<DeleteDeviceSettingsResponse> DeleteDeviceSettings(
        DeleteDeviceSettingsRequest request,
        ServerCallContext context
    )
    {
        var id = NotificationMapping.ToDeviceId("name", request.Name);
        return await devices.DeleteAsync(id, context.CancellationToken) ? new() : throw NotificationErrors.DeviceNotFound(id);
    }

    public override async Task<ListNotificationsResponse> ListNotifications(ListNotificationsRequest request, ServerCallContext context)
    {
        var device = NotificationMapping.ToDeviceId("parent", request.Parent);
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var identity = $"notifications {device} {request.IncludeHandled}";
        var after = PageToken.Read<NotificationKey>(request.PageToken, identity);
        await TouchAsync(device, context);
        var query = new NotificationQuery(device, time.GetUtcNow() - History, request.IncludeHandled, after, size);
        var page = await notifications.ListAsync(query, context.CancellationToken);
        var response = new ListNotificationsResponse { Notifications = { page.Select(NotificationMapping.ToProto) } };
        if (page.Count == size)
        {
            response.NextPageToken = PageToken.Write(new NotificationKey(page[^1].SampleTime, page[^1].Position), identity);
        }
        return response;
    }

    public override async Task<GetNotificationResponse> GetNotification(GetNotificationRequest request, ServerCallContext context)
    {
        var (device, id) = NotificationMapping.ToNotificationId("name", request.Name);
        await TouchAsync(device, context);
        var found = await notifications.FindAsync(id, context.CancellationToken);
        return found?.DeviceId == device
            ? new() { Notification = NotificationMapping.ToProto(found) }
            : throw NotificationErrors.NotificationNotFound(request.Name);
    }

    public override async Task<BatchAcknowledgeNotificationsResponse> BatchAcknowledgeNotifications(
        BatchAcknowledgeNotificationsRequest request,
        ServerCallContext context
    ) => new() { ChangedCount = await MarkAsync(NotificationMark.Acknowledged, request.Names, context) };

    public override async Task<BatchMarkNotificationsSeenResponse> BatchMarkNotificationsSeen(
        BatchMarkNotificationsSeenRequest request,
        ServerCallContext context
    ) => new() { ChangedCount = await MarkAsync(NotificationMark.Seen, request.Names, context) };

    private async Task<int> MarkAsync(NotificationMark mark, RepeatedField<string> names, ServerCallContext context)
    {
        if (names.Count > LargestBatch)
        {
            throw DomainErrors.TooLarge("names", names.Count, $"must be at most {LargestBatch}");
        }
        var ids = names.Select((name, i) => NotificationMapping.ToNotificationId($"names[{i}]", name)).ToHashSet();
        return ids.Count == 0 ? 0 : await notifications.MarkAsync(mark, ids, context.CancellationToken);
    }

    private async Task TouchAsync(string device, ServerCallContext context)
    {
        if (!await devices.TouchAsync(device, context.CancellationToken))
        {
            throw NotificationErrors.DeviceNotFound(device);
        }
    }
}
