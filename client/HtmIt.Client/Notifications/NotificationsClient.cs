using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.NotificationService</c> about notifications.</summary>
internal sealed class NotificationsClient(NotificationService.NotificationServiceClient stub, Calls calls) : INotificationsClient
{
    public INotificationHandle this[string name] =>
        new NotificationHandle(stub, calls, name ?? throw new ArgumentNullException(nameof(name)));

    public async Task<int> AcknowledgeAsync(IReadOnlyCollection<string> names, string user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchAcknowledgeNotificationsRequest { Names = { names }, User = user ?? "" };
        var response = await calls.CallAsync(stub.BatchAcknowledgeNotificationsAsync, request, cancellationToken).ConfigureAwait(false);
        return response.ChangedCount;
    }

    public async Task<int> MarkSeenAsync(IReadOnlyCollection<string> names, string user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var request = new BatchMarkNotificationsSeenRequest { Names = { names }, User = user ?? "" };
        var response = await calls.CallAsync(stub.BatchMarkNotificationsSeenAsync, request, cancellationToken).ConfigureAwait(false);
        return response.ChangedCount;
    }
}
