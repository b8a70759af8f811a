using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeNotificationService(FakeServices services) : NotificationService.NotificationServiceBase
{
    public override Task<GetDeviceSettingsResponse> GetDeviceSettings(GetDeviceSettingsRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetDeviceSettingsResponse>(nameof(GetDeviceSettings), request, context);

    public override Task<ListDeviceSettingsResponse> ListDeviceSettings(ListDeviceSettingsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListDeviceSettingsResponse>(nameof(ListDeviceSettings), request, context);

    public override Task<UpdateDeviceSettingsResponse> UpdateDeviceSettings(
        UpdateDeviceSettingsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<UpdateDeviceSettingsResponse>(nameof(UpdateDeviceSettings), request, context);

    public override Task<DeleteDeviceSettingsResponse> DeleteDeviceSettings(
        DeleteDeviceSettingsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<DeleteDeviceSettingsResponse>(nameof(DeleteDeviceSettings), request, context);

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
