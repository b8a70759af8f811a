using System.Runtime.CompilerServices;
using HtmIt.Core.Log;
using HtmIt.Core.Watch;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Watch;

/// <summary>What live subscribers hold in memory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResultHubTests
{
    private const int RowsPerCommit = 1_000;

    private readonly ResultHub _hub = new(Options.Create(new WatchOptions { BufferedBytes = 1_048_576 }));

    [Test] // also when it never reads again
    public void OnCommitted_SubscriberBehindItsBytes_LetsGoAtOnce()
    {
        using var reader = _hub.Subscribe();
        var first = Commit(1);
        Assert.That(reader.HasOverrun, Is.False);
        for (var position = 2; position <= 100; position++)
        {
            Commit(position);
        }
        Assert.That(reader.HasOverrun, Is.True);
        Assert.That(reader.TryRead(out _), Is.False);
        Collect();
        Assert.That(first.IsAlive, Is.False);
    }

    [Test]
    public void OnCommitted_ManySubscribersAtDifferentPlaces_HoldOneBuffer()
    {
        var readers = Enumerable.Range(0, 100).Select(_ => _hub.Subscribe()).ToArray();
        var commits = new List<WeakReference>();
        for (var position = 1; position <= 200; position++)
        {
            commits.Add(Commit(position));
            for (var i = 0; i < readers.Length; i += 2)
            {
                readers[i].TryRead(out _);
            }
        }
        Collect();
        // A row takes 72 bytes.
        var most = 1_048_576 / (RowsPerCommit * 64);
        Assert.That(commits.Count(commit => commit.IsAlive), Is.LessThanOrEqualTo(most + 2));
        Assert.That(readers.Select((reader, i) => reader.HasOverrun == (i % 2 == 1)), Is.All.True);
        Array.ForEach(readers, reader => reader.Dispose());
    }

    [Test]
    public void OnCommitted_SubscriberKeepsUp_GetsAllInOrder()
    {
        using var reader = _hub.Subscribe();
        for (var position = 1; position <= 300; position++)
        {
            Commit(position);
            Assert.That(reader.TryRead(out var commit), Is.True);
            Assert.That(commit.Mark.Position, Is.EqualTo(position));
        }
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.HasOverrun, Is.False);
    }

    [Test] // metrics with a row each weigh more than their rows
    public void MeasureBytes_ManySmallSegments_CountsThem()
    {
        var one = new CommittedBatch(Mark(1), [Segment(1_000)]);
        var many = new CommittedBatch(Mark(1), [.. Enumerable.Range(0, 1_000).Select(_ => Segment(1))]);
        Assert.That(one.MeasureBytes(), Is.InRange(1_000 * 64, 1_000 * 100));
        Assert.That(many.MeasureBytes(), Is.GreaterThan(2 * one.MeasureBytes()));
    }

    [Test]
    public async Task OnNewest_AheadOfOwnCommits_WakesSubscribers()
    {
        Commit(1);
        using var reader = _hub.Subscribe();
        var woken = reader.WaitAsync(CancellationToken.None);
        _hub.OnNewest(Mark(1));
        Assert.That(woken.IsCompleted, Is.False);
        _hub.OnNewest(Mark(3));
        await woken.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(reader.TryRead(out var commit), Is.True);
        Assert.That(commit, Is.EqualTo(new LiveCommit(Mark(3), null)));
    }

    [Test] // an old place that nobody is at any more keeps nothing young alive
    public void OnCommitted_ReadByAll_IsFreedWithoutACollectionOfEverything()
    {
        using var reader = _hub.Subscribe();
        Commit(1);
        Assert.That(reader.TryRead(out _), Is.True);
        Collect();
        var young = ReadOne(reader, 2);
        ReadOne(reader, 3);
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        Assert.That(young.IsAlive, Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference ReadOne(ResultHub.Subscription reader, long position)
    {
        var batch = Commit(position);
        Assert.That(reader.TryRead(out _), Is.True);
        return batch;
    }

    [Test]
    public async Task OnNewest_BehindOwnCommits_WakesSubscribers()
    {
        Commit(2);
        using var reader = _hub.Subscribe();
        _hub.OnNewest(Mark(1));
        await reader.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(reader.TryRead(out var commit), Is.True);
        Assert.That(commit, Is.EqualTo(new LiveCommit(Mark(1), null)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Commit(long position)
    {
        var batch = new CommittedBatch(Mark(position), [Segment(RowsPerCommit)]);
        _hub.OnCommitted(batch);
        return new(batch);
    }

    private static CommitMark Mark(long position) => new(Guid.Empty, position, 10 * position);

    private static RowSegment Segment(int rows) => new(new(1, new(Guid.Empty)), new DataRow[rows]);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
