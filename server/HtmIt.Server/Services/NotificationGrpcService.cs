using Google.Protobuf.Collections;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.NotificationService</c>.</summary>
internal sealed partial class NotificationGrpcService(
    IDeviceStore devices,
    INotificationStore notifications,
    NotificationHistory history,
    SaveDevice saveDevice,
    DeviceDefaults defaults,
    ISecretProtector secrets,
    WatchNotifications watchNotifications,
    WatchStreams watches,
    TimeProvider time
) : NotificationService.NotificationServiceBase
{
    private const int LargestBatch = 1_000;

    public override async Task<GetDeviceSettingsResponse> GetDeviceSettings(GetDeviceSettingsRequest request, ServerCallContext context)
    {
        var id = NotificationMapping.ToDeviceId("name", request.Name);
        var device = await devices.FindAsync(id, context.CancellationToken) ?? throw NotificationErrors.DeviceNotFound(id);
        return new() { DeviceSettings = NotificationMapping.ToProto(device) };
    }

    public override async Task<ListDeviceSettingsResponse> ListDeviceSettings(ListDeviceSettingsRequest request, ServerCallContext context)
    {
        var page = new Page<string>(request.PageSize, request.PageToken, "devices");
        var found = await devices.ListAsync(page.After ?? "", page.Size, context.CancellationToken);
        return new()
        {
            DeviceSettings = { found.Select(NotificationMapping.ToProto) },
            NextPageToken = page.NextAfter(found, last => last.Id),
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
        var device = NotificationMapping.ToDeviceId("device", request.Device);
        var identity = $"notifications {device} {request.IncludeHandled}";
        var page = new Page<NotificationKey>(request.PageSize, request.PageToken, identity);
        var found = await history.ListAsync(device, request.IncludeHandled, page.After, page.Size, context.CancellationToken);
        return new()
        {
            Notifications = { found.Select(NotificationMapping.ToProto) },
            NextPageToken = page.NextAfter(found, last => new(last.SampleTime, last.Position)),
        };
    }

    public override async Task<GetNotificationResponse> GetNotification(GetNotificationRequest request, ServerCallContext context)
    {
        var (device, id) = NotificationMapping.ToNotificationId("name", request.Name);
        var found = await history.FindAsync(device, id, context.CancellationToken);
        return new() { Notification = NotificationMapping.ToProto(found ?? throw NotificationErrors.NotificationNotFound(request.Name)) };
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
        Batch.CheckLength("names", names.Count, LargestBatch);
        var ids = names.Select((name, i) => NotificationMapping.ToNotificationId($"names[{i}]", name)).ToHashSet();
        return ids.Count == 0 ? 0 : await notifications.MarkAsync(mark, ids, context.CancellationToken);
    }
}
