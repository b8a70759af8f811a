using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Internal;
using HtmIt.V1;

namespace HtmIt.Client.Notifications;

/// <summary>One watch of a device's notifications over as many connections as it takes.</summary>
internal sealed class NotificationWatch(
    NotificationService.NotificationServiceClient stub,
    string device,
    string? afterPosition,
    HtmItClientOptions options
)
{
    private readonly Backoff _backoff = new(options.Backoff, options.TimeProvider);
    private string _position = afterPosition ?? "";
    private TimeSpan? _retryAfter;

    public async IAsyncEnumerable<WatchedNotification> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WatchNotificationsRequest { Parent = device, AfterPosition = _position };
            using var call = stub.WatchNotifications(request, cancellationToken: cancellationToken);
            while (await TryReadAsync(call, cancellationToken).ConfigureAwait(false) is { } response)
            {
                _backoff.Reset();
                _position = response.Position;
                var batch = response.Batch?.Notifications ?? [];
                for (var i = 0; i < batch.Count; i++)
                {
                    yield return new(NotificationMapping.ToNotification(batch[i]), i == batch.Count - 1 ? _position : null);
                }
            }

            await _backoff.WaitAsync(_retryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next response, or null when the connection broke in a way that a new attempt may mend.</summary>
    private async Task<WatchNotificationsResponse?> TryReadAsync(
        AsyncServerStreamingCall<WatchNotificationsResponse> call,
        CancellationToken cancellationToken
    )
    {
        _retryAfter = null;
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ? call.ResponseStream.Current : null;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cause = ErrorMapping.ToException(exception);
            _retryAfter = cause.Error.RetryAfter;
            return ErrorMapping.IsTransient(cause) ? null : throw cause;
        }
    }
}
