using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One watch of a device's notifications, over as many connections as it takes.</summary>
internal sealed class NotificationWatch(
    NotificationService.NotificationServiceClient stub,
    ContractCheck contract,
    string device,
    WatchStart start,
    HtmItClientOptions options
)
{
    private WatchStart _start = start;

    public async IAsyncEnumerable<WatchedNotification> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumedStream<WatchNotificationsResponse>(
            contract,
            token => stub.WatchNotifications(ToRequest(), cancellationToken: token),
            options
        );
        await foreach (var (response, _) in stream.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (response.Position.Length > 0)
            {
                _start = new WatchResumption(response.Position);
            }

            var batch = response.Batch?.Notifications ?? [];
            for (var i = 0; i < batch.Count; i++)
            {
                yield return new(NotificationMapping.ToNotification(batch[i]), i == batch.Count - 1 ? response.Position : null);
            }
        }
    }

    private WatchNotificationsRequest ToRequest()
    {
        var request = new WatchNotificationsRequest { Device = device };
        if (_start is WatchResumption { Position: { } position })
        {
            request.AfterPosition = position;
        }
        else if (_start is WatchSince { Time: var time })
        {
            request.StartTime = Timestamp.FromDateTimeOffset(time);
        }

        return request;
    }
}
