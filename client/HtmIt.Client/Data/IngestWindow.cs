using System.Threading.Channels;

namespace HtmIt.Client;

/// <summary>The batches that are not acknowledged, oldest first, and who waits for them.</summary>
/// <remarks>The collector adds, one connection at a time reads and removes. Batches survive connections: a new one starts with the oldest.</remarks>
internal sealed class IngestWindow(int capacity) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IngestBatch> _batches = new(capacity);
    private readonly Queue<(long Sequence, TaskCompletionSource Done)> _flushes = new();
    private readonly SemaphoreSlim _room = new(capacity);

    // One slot that says "look again"; what changed is in the list.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private long _lastSequence;
    private bool _isComplete;

    /// <summary>How many batches were acknowledged so far.</summary>
    public long AcknowledgedCount { get; private set; }

    /// <summary>Whether nothing is left and nothing will come.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_lock)
            {
                return _isComplete && _batches.Count == 0;
            }
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Gives back room that was not used.</summary>
    public void ReturnRoom() => _room.Release();

    public void Add(IngestBatch batch)
    {
        lock (_lock)
        {
            batch.Sequence = ++_lastSequence;
            _batches.Add(batch);
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>Completes <paramref name="done"/> once all that was added so far is acknowledged.</summary>
    public void NotifyWhenAcknowledged(TaskCompletionSource done)
    {
        lock (_lock)
        {
            if (_batches.Count > 0)
            {
                _flushes.Enqueue((_lastSequence, done));
                return;
            }
        }

        done.TrySetResult();
    }

    /// <summary>Says that nothing more will be added.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
        }

        _changed.Writer.TryWrite(true);
    }

    /// <summary>The oldest batch after a sequence, waiting for one to be added; null when there is none and none will come.</summary>
    public async Task<IngestBatch?> NextAfterAsync(long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_batches.Find(batch => batch.Sequence > sequence) is { } next)
                {
                    return next;
                }

                if (_isComplete)
                {
                    return null;
                }
            }

            await _changed.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The batch that must be acknowledged next; null when nothing is on the way.</summary>
    public IngestBatch? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _batches.Count > 0 ? _batches[0] : null;
            }
        }
    }

    /// <summary>Removes the oldest batch and wakes who waited for it.</summary>
    public void RemoveOldest()
    {
        List<TaskCompletionSource> done = [];
        lock (_lock)
        {
            var sequence = _batches[0].Sequence;
            _batches.RemoveAt(0);
            AcknowledgedCount++;
            while (_flushes.TryPeek(out var flush) && flush.Sequence <= sequence)
            {
                done.Add(_flushes.Dequeue().Done);
            }
        }

        _room.Release();
        done.ForEach(source => source.TrySetResult());
    }

    public void Dispose() => _room.Dispose();
}
