using System.Runtime.CompilerServices;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One watch of a device's notifications, over as many connections as it takes.</summary>
internal sealed class NotificationWatch(
    NotificationService.NotificationServiceClient stub,
    ContractCheck contract,
    string device,
    WatchResumption start,
    HtmItClientOptions options
)
{
    private string _position = start.Position ?? "";

    public async IAsyncEnumerable<WatchedNotification> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumedStream<WatchNotificationsResponse>(
            contract,
            token => stub.WatchNotifications(new() { Device = device, AfterPosition = _position }, cancellationToken: token),
            options
        );
        await foreach (var (response, _) in stream.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _position = response.Position;
            var batch = response.Batch?.Notifications ?? [];
            for (var i = 0; i < batch.Count; i++)
            {
                yield return new(NotificationMapping.ToNotification(batch[i]), i == batch.Count - 1 ? _position : null);
            }
        }
    }
}
