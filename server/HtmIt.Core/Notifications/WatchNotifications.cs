using System.Runtime.CompilerServices;
using HtmIt.Core.Data;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Notifications;

/// <summary>A stream of a device's new notifications: the stored ones after a position, then as they are made. They are always read from the
/// store, in the order of their positions, so that none is left out.</summary>
public sealed class WatchNotifications(
    IDeviceStore devices,
    INotificationStore notifications,
    NotificationSignals signals,
    TimeProvider time
)
{
    private const int PageSize = 500;

    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    /// <exception cref="DomainException">DeviceNotFound, PositionInvalid, PositionExpired.</exception>
    public async IAsyncEnumerable<NotificationStep> ExecuteAsync(
        string deviceId,
        NotificationPosition? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await TouchAsync(deviceId, cancellationToken);
        var touched = time.GetTimestamp();
        var position = await FindStartAsync(after, cancellationToken);
        yield return Step(WatchEvent.Idle, position, []);
        var caughtUp = false;
        while (true)
        {
            // Before the read: what is made meanwhile is seen by the one or the other.
            var next = signals.NextDecided;
            var page = await notifications.ReadAfterAsync(deviceId, position, PageSize, cancellationToken);
            if (page.Count > 0)
            {
                position = page[^1].Position;
                yield return Step(WatchEvent.Rows, position, page);
            }
            if (page.Count == PageSize)
            {
                continue;
            }
            if (!caughtUp)
            {
                caughtUp = true;
                yield return Step(WatchEvent.CaughtUp, position, []);
            }
            if (!await WaitAsync(next, cancellationToken))
            {
                if (time.GetElapsedTime(touched) >= TouchInterval)
                {
                    await TouchAsync(deviceId, cancellationToken);
                    touched = time.GetTimestamp();
                }
                yield return Step(WatchEvent.Idle, position, []);
            }
        }
    }

    private NotificationStep Step(WatchEvent kind, long position, IReadOnlyList<Notification> page) =>
        new(kind, NotificationPosition.At(position, time.GetUtcNow()), page);

    private async Task TouchAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (!await devices.TouchAsync(deviceId, cancellationToken))
        {
            throw DomainErrors.DeviceNotFound(deviceId);
        }
    }

    private async Task<long> FindStartAsync(NotificationPosition? after, CancellationToken cancellationToken)
    {
        var newest = await notifications.ReadNewestPositionAsync(cancellationToken);
        if (after is not { } position)
        {
            return newest;
        }
        if (position.Value > newest)
        {
            throw DomainErrors.PositionInvalid(position.ToString(), "must not lie ahead of the newest position");
        }
        var now = time.GetUtcNow();
        return position.IsExpired(now) ? throw DomainErrors.PositionExpired(NotificationPosition.At(0, now).ToString()) : position.Value;
    }

    /// <summary>False when nothing was made for a while. Another node's notifications are found then.</summary>
    private async Task<bool> WaitAsync(Task next, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(IdleInterval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await next.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
