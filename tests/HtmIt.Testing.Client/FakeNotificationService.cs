using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeNotificationService(FakeServices services) : NotificationService.NotificationServiceBase
{
    public override Task<ListNotificationsResponse> ListNotifications(ListNotificationsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListNotificationsResponse>(nameof(ListNotifications), request, context);

    public override Task<BatchMarkNotificationsSeenResponse> BatchMarkNotificationsSeen(
        BatchMarkNotificationsSeenRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<BatchMarkNotificationsSeenResponse>(nameof(BatchMarkNotificationsSeen), request, context);

    public override Task<BatchAcknowledgeNotificationsResponse> BatchAcknowledgeNotifications(
        BatchAcknowledgeNotificationsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<BatchAcknowledgeNotificationsResponse>(nameof(BatchAcknowledgeNotifications), request, context);

    /// <summary>Gives what the handler answers and then breaks off, as a server that crashes.</summary>
    public override async Task WatchNotifications(
        WatchNotificationsRequest request,
        IServerStreamWriter<WatchNotificationsResponse> responseStream,
        ServerCallContext context
    )
    {
        var answers = await services.AnswerAsync<IReadOnlyList<WatchNotificationsResponse>>(nameof(WatchNotifications), request, context);
        foreach (var answer in answers)
        {
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
        throw new RpcException(new Status(StatusCode.Unavailable, "breaks off"));
    }
}
