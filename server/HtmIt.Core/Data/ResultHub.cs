using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Data;

/// <summary>Gives this node's commits to its live subscribers. A subscriber that does not keep up loses its place and reads the store
/// instead; nobody waits for it.</summary>
public sealed class ResultHub(IOptions<WatchOptions> options) : ICommitListener
{
    private readonly int _bufferedCommits = options.Value.BufferedCommits;
    private readonly Lock _lock = new();
    private Subscription[] _subscriptions = [];

    public Subscription Subscribe()
    {
        var subscription = new Subscription(this);
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }
        return subscription;
    }

    public void OnCommitted(CommittedBatch batch)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions))
        {
            subscription.Offer(batch);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(one => one != subscription)];
        }
    }

    /// <summary>One subscriber's buffer. Ends after the buffered commits once it has overrun.</summary>
    public sealed class Subscription(ResultHub hub) : IDisposable
    {
        private readonly Channel<CommittedBatch> _buffer = Channel.CreateBounded<CommittedBatch>(
            new BoundedChannelOptions(hub._bufferedCommits) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
        );

        public ChannelReader<CommittedBatch> Reader => _buffer.Reader;

        public void Dispose() => hub.Remove(this);

        internal void Offer(CommittedBatch batch)
        {
            if (!_buffer.Writer.TryWrite(batch))
            {
                _buffer.Writer.TryComplete();
            }
        }
    }
}
