using System.Runtime.CompilerServices;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Notifications.History;

/// <summary>A stream of a device's new notifications: the stored ones after a position, then as they are made. They are always read from the
/// store, in the order of their positions, so that none is left out.</summary>
public sealed class WatchNotifications(
    IDeviceStore devices,
    INotificationStore notifications,
    ISampleReader samples,
    ICommitHistory history,
    NotificationSignals signals,
    TimeProvider time
)
{
    private const int PageSize = 500;

    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    /// <exception cref="DomainException">DeviceNotFound, PositionExpired, PositionOfOtherHistory.</exception>
    public async IAsyncEnumerable<NotificationStep> ExecuteAsync(
        string deviceId,
        NotificationStart from,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await TouchAsync(deviceId, cancellationToken);
        var (touched, told) = (time.GetTimestamp(), time.GetTimestamp());
        var start = await FindStartAsync(deviceId, from, cancellationToken);
        var position = start.Value;
        yield return Step(WatchEvent.Idle, start, position, []);
        var caughtUp = false;
        while (true)
        {
            // Also where others' notifications leave no quiet moment: a device that is not heard of for a month is removed.
            if (time.GetElapsedTime(touched) >= TouchInterval)
            {
                await TouchAsync(deviceId, cancellationToken);
                touched = time.GetTimestamp();
            }
            // Before the read: what is made meanwhile is seen by the one or the other.
            var next = signals.NextDecided;
            var page = await notifications.ReadAfterAsync(deviceId, position, PageSize, cancellationToken);
            // After the read: what was read is of the history that is there now.
            await ThrowIfOtherAsync(start.History, cancellationToken);
            if (page.Count > 0)
            {
                (position, told) = (page[^1].Position, time.GetTimestamp());
                yield return Step(WatchEvent.Rows, start, position, page);
            }
            if (page.Count == PageSize)
            {
                continue;
            }
            if (!caughtUp)
            {
                caughtUp = true;
                yield return Step(WatchEvent.CaughtUp, start, position, []);
            }
            if (!await WaitAsync(next, IdleInterval - time.GetElapsedTime(told), cancellationToken))
            {
                told = time.GetTimestamp();
                yield return Step(WatchEvent.Idle, start, position, []);
            }
        }
    }

    /// <summary>Where a watch goes on after all that is there now.</summary>
    public async Task<NotificationPosition> ReadPositionAsync(CancellationToken cancellationToken)
    {
        var range = await samples.ReadRangeAsync(cancellationToken);
        var newest = await notifications.ReadNewestPositionAsync(cancellationToken);
        return NotificationPosition.At(range.History, newest, time.GetUtcNow());
    }

    private NotificationStep Step(WatchEvent kind, NotificationPosition start, long position, IReadOnlyList<Notification> page) =>
        new(kind, NotificationPosition.At(start.History, position, time.GetUtcNow()), page);

    private async Task TouchAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (!await devices.TouchAsync(deviceId, cancellationToken))
        {
            throw NotificationErrors.DeviceNotFound(deviceId);
        }
    }

    private async Task<NotificationPosition> FindStartAsync(string deviceId, NotificationStart from, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var range = await samples.ReadRangeAsync(cancellationToken);
        var newest = NotificationPosition.At(range.History, await notifications.ReadNewestPositionAsync(cancellationToken), now);
        if (from is NotificationStart.Since since)
        {
            // After the newest position was read: what is made meanwhile comes after it, and is given either way.
            var before = await notifications.FindPositionBeforeAsync(deviceId, since.Time, cancellationToken);
            return before is { } value ? newest with { Value = value } : newest;
        }
        if (from is not NotificationStart.After { Position: var position })
        {
            return newest;
        }
        if (position.History == range.History && position.Value > newest.Value)
        {
            range = await history.LeaveAsync(position.History, cancellationToken);
        }
        return position.History != range.History ? throw OtherHistory(range)
            : position.IsExpired(now) ? throw WatchErrors.PositionExpired(NotificationPosition.At(range.History, 0, now).ToString())
            : position;
    }

    private async Task ThrowIfOtherAsync(Guid expected, CancellationToken cancellationToken)
    {
        var range = await samples.ReadRangeAsync(cancellationToken);
        if (range.History != expected)
        {
            throw OtherHistory(range);
        }
    }

    private DomainException OtherHistory(LogRange range) =>
        WatchErrors.PositionOfOtherHistory(range.History, NotificationPosition.At(range.History, 0, time.GetUtcNow()).ToString());

    /// <summary>Waits until something was made, for whatever device. False when the time is up: another node's notifications are found then.
    /// </summary>
    private async Task<bool> WaitAsync(Task next, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return false;
        }
        using var timeout = new CancellationTokenSource(atMost, time);
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
