using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Watch;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>The watch.</content>
internal sealed partial class NotificationGrpcService
{
    public override Task WatchNotifications(
        WatchNotificationsRequest request,
        IServerStreamWriter<WatchNotificationsResponse> responseStream,
        ServerCallContext context
    )
    {
        var device = DeviceMapping.ToId("device", request.Device);
        var start = NotificationMapping.ToStart(request);
        return watches.RunAsync(
            responseStream,
            context,
            request.AfterPosition,
            token => watchNotifications.ExecuteAsync(device, start, token).Select(ToMessage),
            position =>
                new()
                {
                    Position = position,
                    ServerTime = Now,
                    ServerStopping = new(),
                }
        );
    }

    private Timestamp Now => time.GetUtcNow().ToTimestamp();

    private WatchMessage<WatchNotificationsResponse> ToMessage(NotificationStep step)
    {
        var response = ToResponse(step);
        return new(response, response.Position, response.CalculateSize());
    }

    private WatchNotificationsResponse ToResponse(NotificationStep step)
    {
        var response = new WatchNotificationsResponse { Position = step.Position.ToString(), ServerTime = Now };
        if (step.Event == WatchEvent.Rows)
        {
            response.Batch = new() { Notifications = { step.Notifications.Select(NotificationMapping.ToProto) } };
        }
        else if (step.Event == WatchEvent.CaughtUp)
        {
            response.CaughtUp = new() { KeptSince = (time.GetUtcNow() - NotificationRules.Retention).ToTimestamp() };
        }
        return response;
    }
}
