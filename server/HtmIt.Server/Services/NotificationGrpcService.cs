using Google.Protobuf.Collections;
using Grpc.Core;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.History;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.NotificationService</c>.</summary>
internal sealed partial class NotificationGrpcService(
    INotificationStore notifications,
    NotificationHistory history,
    WatchNotifications watchNotifications,
    WatchStreams watches,
    TimeProvider time
) : NotificationService.NotificationServiceBase
{
    private const int LargestBatch = 1_000;

    public override async Task<ListNotificationsResponse> ListNotifications(ListNotificationsRequest request, ServerCallContext context)
    {
        var device = DeviceMapping.ToId("device", request.Device);
        var (from, to) = (MetricDataMapping.ToStartTime(request.StartTime), MetricDataMapping.ToTime("end_time", request.EndTime));
        var identity = $"notifications {device} {request.IncludeHandled} {from} {to}";
        var page = new Page<NotificationKey>(request.PageSize, request.PageToken, identity);
        // Before the notifications, so that a watch from there on misses none.
        var position = page.IsFirst ? $"{await watchNotifications.ReadPositionAsync(context.CancellationToken)}" : "";
        var (found, next) = await page.TakeAsync(
            (after, limit) =>
                history.ListAsync(
                    new(device, request.IncludeHandled, after, limit) { FromTime = from, ToTime = to },
                    request.Peek,
                    context.CancellationToken
                ),
            last => new(last.SampleTime, last.Position)
        );
        return new()
        {
            Notifications = { found.Select(NotificationMapping.ToProto) },
            NextPageToken = next,
            Position = position,
        };
    }

    public override async Task<GetNotificationResponse> GetNotification(GetNotificationRequest request, ServerCallContext context)
    {
        var (device, id) = NotificationMapping.ToNotificationId("name", request.Name);
        var found = await history.FindAsync(device, request.Peek, id, context.CancellationToken);
        return new() { Notification = NotificationMapping.ToProto(found ?? throw NotificationErrors.NotificationNotFound(request.Name)) };
    }

    public override async Task<BatchAcknowledgeNotificationsResponse> BatchAcknowledgeNotifications(
        BatchAcknowledgeNotificationsRequest request,
        ServerCallContext context
    ) => new() { ChangedCount = await MarkAsync(NotificationMark.Acknowledged, request.User, request.Names, context) };

    public override async Task<BatchMarkNotificationsSeenResponse> BatchMarkNotificationsSeen(
        BatchMarkNotificationsSeenRequest request,
        ServerCallContext context
    ) => new() { ChangedCount = await MarkAsync(NotificationMark.Seen, request.User, request.Names, context) };

    private async Task<int> MarkAsync(NotificationMark mark, string user, RepeatedField<string> names, ServerCallContext context)
    {
        Batch.CheckCount("names", names.Count, LargestBatch);
        var ids = names.Select((name, i) => NotificationMapping.ToNotificationId($"names[{i}]", name)).ToHashSet();
        var who = NotificationMapping.ToUser(user);
        return await notifications.MarkAsync(mark, who, ids, context.CancellationToken);
    }
}
