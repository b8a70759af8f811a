using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Data;
using HtmIt.Core.Notifications;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>The watch.</content>
internal sealed partial class NotificationGrpcService
{
    public override async Task WatchNotifications(
        WatchNotificationsRequest request,
        IServerStreamWriter<WatchNotificationsResponse> responseStream,
        ServerCallContext context
    )
    {
        var device = NotificationMapping.ToDeviceId("parent", request.Parent);
        var after = NotificationMapping.ToPosition(request.AfterPosition);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var step in watchNotifications.ExecuteAsync(device, after, stop.Token))
            {
                await responseStream.WriteAsync(ToResponse(step), stop.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "The server is stopping; resume with the last position."));
        }
    }

    private WatchNotificationsResponse ToResponse(NotificationStep step)
    {
        var response = new WatchNotificationsResponse { Position = step.Position.ToString() };
        if (step.Event == WatchEvent.Rows)
        {
            response.Batch = new() { Notifications = { step.Notifications.Select(NotificationMapping.ToProto) } };
        }
        else if (step.Event == WatchEvent.CaughtUp)
        {
            response.CaughtUp = new() { Time = time.GetUtcNow().ToTimestamp() };
        }
        return response;
    }
}
