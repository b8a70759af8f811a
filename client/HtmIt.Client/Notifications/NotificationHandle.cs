using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.NotificationService</c> about one notification.</summary>
internal sealed class NotificationHandle(NotificationService.NotificationServiceClient stub, Calls calls, string name) : INotificationHandle
{
    public string Name => name;

    public async Task<Notification> GetAsync(bool peek, CancellationToken cancellationToken)
    {
        var request = new GetNotificationRequest { Name = name, Peek = peek };
        var response = await calls.CallAsync(stub.GetNotificationAsync, request, cancellationToken).ConfigureAwait(false);
        return NotificationMapping.ToNotification(response.Notification);
    }
}
