using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using HtmIt.Core.Log;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Watch;

/// <summary>Gives commits to the live subscribers of this node. A subscriber that does not keep up loses its place and reads the store
/// instead; nobody waits for it.</summary>
/// <remarks>There is one chain of commits for all subscribers, and each has a place in it. What lies before the last place is garbage, so all
/// buffers together are as large as the largest of them, and that is bounded by what one subscriber may be behind: a hundred subscribers
/// cost no more rows than one. Whoever overruns lets go of its place in the same moment, whether or not it ever reads again.</remarks>
public sealed class ResultHub(IOptions<WatchOptions> options) : ICommitListener
{
    private readonly Lock _lock = new();
    private readonly HashSet<Subscription> _subscriptions = [];

    /// <summary>The places before the end that somebody may still be at.</summary>
    private readonly Queue<Link> _chain = new();
    private Link _end = new(0, 0);
    private CommitMark _newest;

    /// <summary>The newest commit heard of.</summary>
    public CommitMark Newest
    {
        get
        {
            lock (_lock)
            {
                return _newest;
            }
        }
    }

    public bool HasSubscribers
    {
        get
        {
            lock (_lock)
            {
                return _subscriptions.Count > 0;
            }
        }
    }

    public Subscription Subscribe()
    {
        lock (_lock)
        {
            var subscription = new Subscription(this, _end);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public void OnCommitted(CommittedBatch batch) => Add(new(batch.Commit, batch), batch.MeasureBytes());

    /// <summary>Wakes the subscribers when the database's newest commit is one that they can't have heard of, or an earlier one: they look into
    /// the store.</summary>
    public void OnNewest(CommitMark newest)
    {
        if (newest != Newest)
        {
            Add(new(newest, null), bytes: 0);
        }
    }

    private void Add(LiveCommit commit, long bytes)
    {
        lock (_lock)
        {
            _newest = commit.Mark;
            if (_subscriptions.Count == 0)
            {
                ForgetBefore(_end.Commits);
                return;
            }
            var next = new Link(_end.Bytes + bytes, _end.Commits + 1);
            _end.Fill(commit, next);
            _chain.Enqueue(_end);
            _end = next;
            var first = next.Commits;
            foreach (var subscription in _subscriptions)
            {
                subscription.OnAdded(next, options.Value);
                first = Math.Min(first, subscription.Place ?? first);
            }
            ForgetBefore(first);
        }
    }

    /// <summary>Garbage that is old refers to what is young, which then grows old, too, and waits for a collection of everything: hence places
    /// that all have left are emptied.</summary>
    private void ForgetBefore(long place)
    {
        while (_chain.TryPeek(out var oldest) && oldest.Commits < place)
        {
            _chain.Dequeue().Empty();
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.Remove(subscription);
        }
    }

    /// <summary>A place in the chain, and the commit that came there, if one has come yet.</summary>
    /// <param name="bytes">What all commits before it weigh.</param>
    /// <param name="commits">How many they are.</param>
    internal sealed class Link(long bytes, long commits)
    {
        private volatile Link? _next;
        private LiveCommit _commit;

        public long Bytes => bytes;

        public long Commits => commits;

        public void Fill(LiveCommit commit, Link next)
        {
            _commit = commit;
            _next = next;
        }

        public void Empty() => (_next, _commit) = (null, default);

        public bool TryTake(out LiveCommit commit, [NotNullWhen(true)] out Link? next)
        {
            next = _next;
            commit = next is null ? default : _commit;
            return next is not null;
        }
    }

    /// <summary>One subscriber's place. It has nothing more to give once it has overrun.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly ResultHub _hub;
        private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        private Link? _place;

        internal Subscription(ResultHub hub, Link place) => (_hub, _place) = (hub, place);

        /// <summary>How many commits lie before it; null once it has overrun.</summary>
        internal long? Place => Volatile.Read(ref _place)?.Commits;

        public bool HasOverrun => Volatile.Read(ref _place) is null;

        public bool TryRead(out LiveCommit commit)
        {
            commit = default;
            // The hub may take the place away at any moment, and it stays away.
            return Volatile.Read(ref _place) is { } place
                && place.TryTake(out commit, out var next)
                && Interlocked.CompareExchange(ref _place, next, place) == place;
        }

        /// <summary>Returns when there may be something to read, or the subscriber has overrun.</summary>
        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            await _bell.Reader.WaitToReadAsync(cancellationToken);
            _bell.Reader.TryRead(out _);
        }

        public void Dispose()
        {
            _hub.Remove(this);
            Volatile.Write(ref _place, null);
        }

        internal void OnAdded(Link end, WatchOptions options)
        {
            var place = Volatile.Read(ref _place);
            while (
                place is not null
                && (end.Bytes - place.Bytes > options.BufferedBytes || end.Commits - place.Commits > options.BufferedCommits)
            )
            {
                // Fails if it was just moved on: then it may be near enough.
                Interlocked.CompareExchange(ref _place, null, place);
                place = Volatile.Read(ref _place);
            }
            _bell.Writer.TryWrite(true);
        }
    }
}
