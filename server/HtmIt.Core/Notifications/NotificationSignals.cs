using System.Collections.Concurrent;

namespace HtmIt.Core.Notifications;

/// <summary>What wakes the loops of this node. What another node did, they find on their rounds.</summary>
public sealed class NotificationSignals(TimeProvider time)
{
    private readonly ConcurrentDictionary<NotificationChannel, Signal> _deliveries = [];
    private TaskCompletionSource _decided = NewSource();

    /// <summary>Rows were recorded.</summary>
    public Signal Candidates { get; } = new(time);

    /// <summary>Completes when notifications are made after this call.</summary>
    public Task NextDecided => Volatile.Read(ref _decided).Task;

    /// <summary>Something may have to go out by this channel.</summary>
    public Signal Deliveries(NotificationChannel channel) => _deliveries.GetOrAdd(channel, _ => new(time));

    /// <summary>Notifications were made.</summary>
    public void Decided()
    {
        foreach (var signal in _deliveries.Values)
        {
            signal.Set();
        }
        Interlocked.Exchange(ref _decided, NewSource()).SetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
