using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Data;

public sealed class IngestSessionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeStore _store = new();
    private FakeServer _server = null!;
    private HtmItClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await FakeServer.StartAsync(new FakeServices { Ingest = _store.ServeAsync });
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_ManySamplesOfTwoMetrics_AllAcknowledgedInFullBatches(CancellationToken cancellationToken)
    {
        await using var session = _client.Data.OpenIngest(new IngestOptions { Linger = TimeSpan.FromSeconds(20) });
        for (var i = 0; i < 2_600; i++)
        {
            await session.WriteAsync(i % 2 == 0 ? "even" : "odd", At(i), cancellationToken);
        }

        await session.FlushAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.Statistics, Is.EqualTo(new IngestStatistics(2_600, 2_600, 0, 0, 0)));
            Assert.That(_store.Batches.Select(batch => batch.Series.Sum(s => s.Samples.Count)), Is.EqualTo([500, 500, 500, 500, 500, 100]));
            Assert.That(_store["odd"].Select(s => s.Value), Is.EqualTo(Enumerable.Range(0, 1_300).Select(i => 2.0 * i + 1)));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_OneSampleAndNoFlush_IsSentAfterLinger(CancellationToken cancellationToken)
    {
        var acknowledged = new TaskCompletionSource<SeriesOutcome>();
        await using var session = _client.Data.OpenIngest(new IngestOptions { OnAcknowledged = acknowledged.SetResult });

        await session.WriteAsync("one", At(0), cancellationToken);

        var acknowledgement = await acknowledged.Task.WaitAsync(cancellationToken);
        Assert.That(
            acknowledgement,
            Is.EqualTo(
                new SeriesOutcome("one", "metrics/one", 1)
                {
                    FirstRowId = 1,
                    LastRowId = 1,
                    StoredCount = 1,
                }
            )
        );
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_StreamBreaksBeforeAndAfterStoring_EverySampleIsStoredOnceInOrder(CancellationToken cancellationToken)
    {
        var received = 0;
        // Every third batch is lost before it is stored, every fourth is stored and its acknowledgement lost.
        _store.BeforeStoring = _ => ++received % 3 == 0 ? throw Broken() : Task.CompletedTask;
        _store.BeforeAcknowledging = _ => received % 4 == 0 ? throw Broken() : Task.CompletedTask;
        await using var session = _client.Data.OpenIngest(new IngestOptions { BatchSize = 10 });
        for (var i = 0; i < 1_000; i++)
        {
            await session.WriteAsync("m", At(i), cancellationToken);
        }

        await session.FlushAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_store["m"].Select(s => s.Value), Is.EqualTo(Enumerable.Range(0, 1_000).Select(i => (double)i)));
            Assert.That(session.Statistics.AcknowledgedCount, Is.EqualTo(1_000));
            Assert.That(session.Statistics.RefusedCount, Is.Zero);
            Assert.That(session.Statistics.AlreadyStoredCount, Is.GreaterThan(0));
            Assert.That(session.Statistics.ReconnectCount, Is.GreaterThan(10));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_ServerRestartsOnItsPort_GoesOn(CancellationToken cancellationToken)
    {
        var broken = new TaskCompletionSource();
        await using var session = _client.Data.OpenIngest(
            new IngestOptions { BatchSize = 10, OnConnectionBroken = _ => broken.TrySetResult() }
        );
        await session.WriteAsync("m", At(0), cancellationToken);
        await session.FlushAsync(cancellationToken);
        await _server.DisposeAsync();
        await session.WriteAsync("m", At(1), cancellationToken);
        await broken.Task.WaitAsync(cancellationToken);

        _server = await FakeServer.StartAsync(new FakeServices { Ingest = _store.ServeAsync }, _server.Address.Port);
        await session.FlushAsync(cancellationToken);

        Assert.That(_store["m"], Has.Count.EqualTo(2));
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_NothingIsAcknowledged_WaitsWhenTheWindowIsFull(CancellationToken cancellationToken)
    {
        var release = new TaskCompletionSource();
        _store.BeforeAcknowledging = _ => release.Task;
        await using var session = _client.Data.OpenIngest(new IngestOptions { BatchSize = 10, MaxUnacknowledgedBatches = 3 });
        var written = 0;
        ValueTask waiting;
        while ((waiting = session.WriteAsync("m", At(written++), cancellationToken)).IsCompletedSuccessfully || written < 30)
        {
            await waiting;
        }

        // 3 batches on the way, one being collected, one batch's worth in front of the collector.
        Assert.That(written, Is.LessThanOrEqualTo(51));
        release.SetResult();
        await waiting;
        await session.FlushAsync(cancellationToken);
        Assert.That(_store["m"], Has.Count.EqualTo(written));
    }

    [Test, CancelAfter(30_000)]
    public async Task WriteAsync_TimeGoesBack_RefusalIsReported(CancellationToken cancellationToken)
    {
        var refused = new List<Refusal>();
        await using var session = _client.Data.OpenIngest(new IngestOptions { OnRefused = refused.Add });
        foreach (var second in new[] { 5, 6, 3, 7 })
        {
            await session.WriteAsync("m", At(second), cancellationToken);
        }

        await session.FlushAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Single().Samples, Is.EqualTo([At(3)]));
            Assert.That(refused.Single().Reason, Is.EqualTo(ErrorReasons.SampleTimeNotIncreasing));
            Assert.That(session.Statistics, Is.EqualTo(new IngestStatistics(4, 3, 0, 1, 0)));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_ServerRefusesOneBatch_TellsOfItAndGoesOn(CancellationToken cancellationToken)
    {
        _store.RefuseBatch = batch => batch.Sequence == 2 ? Error(StatusCode.ResourceExhausted, V1.ErrorReason.TooLarge) : null;
        var refused = new List<BatchRefusal>();
        // Nothing but full batches, however slow the machine is.
        await using var session = _client.Data.OpenIngest(
            new IngestOptions
            {
                BatchSize = 2,
                Linger = TimeSpan.FromSeconds(10),
                OnBatchRefused = refused.Add,
            }
        );
        for (var i = 0; i < 6; i++)
        {
            await session.WriteAsync("m", At(i), cancellationToken);
        }

        await session.FlushAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_store["m"].Select(sample => sample.Value), Is.EqualTo([0.0, 1, 4, 5]));
            Assert.That(refused.Single().Series.Single().Samples, Is.EqualTo([At(2), At(3)]));
            Assert.That(refused.Single().Error, Is.TypeOf<TooLargeException>());
            Assert.That(session.Statistics, Is.EqualTo(new IngestStatistics(6, 4, 0, 2, 0)));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_BatchErrorThatPasses_IsSentAgainInOrder(CancellationToken cancellationToken)
    {
        var isAway = true;
        _store.RefuseBatch = batch =>
        {
            var away = batch.Sequence == 1 && isAway;
            isAway = !away && isAway;
            return away ? Error(StatusCode.Unavailable, V1.ErrorReason.StorageUnavailable) : null;
        };
        await using var session = _client.Data.OpenIngest(new IngestOptions { BatchSize = 1 });
        await session.WriteAsync("m", At(0), cancellationToken);

        await session.FlushAsync(cancellationToken);

        Assert.That((_store["m"].Count, session.Statistics.ReconnectCount), Is.EqualTo((1, 1)));
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_ServerRefusesForGood_ThrowsTypedAndSoDoesEveryLaterCall(CancellationToken cancellationToken)
    {
        _store.BeforeStoring = _ => throw Failures.Create(StatusCode.ResourceExhausted, ErrorReasons.TooLarge, ("field", "series"));
        await using var session = _client.Data.OpenIngest();
        await session.WriteAsync("m", At(0), cancellationToken);

        var error = Assert.ThrowsAsync<TooLargeException>(() => session.FlushAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.Field, Is.EqualTo("series"));
            Assert.ThrowsAsync<TooLargeException>(() => session.WriteAsync("m", At(1), cancellationToken).AsTask());
            Assert.ThrowsAsync<TooLargeException>(() => session.FlushAsync(cancellationToken));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_ServerStaysAwayTooLong_ThrowsUnreachable(CancellationToken cancellationToken)
    {
        await _server.DisposeAsync();
        await using var session = _client.Data.OpenIngest(new IngestOptions { MaxOutage = TimeSpan.FromMilliseconds(100) });
        await session.WriteAsync("m", At(0), cancellationToken);

        Assert.ThrowsAsync<ServerUnreachableException>(() => session.FlushAsync(cancellationToken));
    }

    [Test, CancelAfter(30_000)]
    public async Task FlushAsync_StorageIsAwayForAWhile_IsTriedAgain(CancellationToken cancellationToken)
    {
        var attempts = 0;
        _store.BeforeStoring = _ =>
            ++attempts < 4 ? throw Failures.Create(StatusCode.Unavailable, ErrorReasons.StorageUnavailable) : Task.CompletedTask;
        await using var session = _client.Data.OpenIngest();
        await session.WriteAsync("m", At(0), cancellationToken);

        await session.FlushAsync(cancellationToken);

        Assert.That(session.Statistics.ReconnectCount, Is.EqualTo(3));
    }

    [Test, CancelAfter(30_000)]
    public async Task DisposeAsync_WithoutFlush_SendsWhatWasWritten(CancellationToken cancellationToken)
    {
        await using (var session = _client.Data.OpenIngest(new IngestOptions { Linger = TimeSpan.FromSeconds(20) }))
        {
            for (var i = 0; i < 1_200; i++)
            {
                await session.WriteAsync("m", At(i), cancellationToken);
            }
        }

        Assert.That(_store["m"], Has.Count.EqualTo(1_200));
    }

    [Test, CancelAfter(30_000)]
    public async Task DisposeAsync_ServerHangs_EndsAfterCloseTimeout(CancellationToken cancellationToken)
    {
        _store.BeforeAcknowledging = _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        var session = _client.Data.OpenIngest(new IngestOptions { CloseTimeout = TimeSpan.FromMilliseconds(50) });
        await session.WriteAsync("m", At(0), cancellationToken);

        await session.DisposeAsync();

        Assert.ThrowsAsync<ObjectDisposedException>(() => session.WriteAsync("m", At(1), cancellationToken).AsTask());
    }

    private static Sample At(int second) => new(Start.AddSeconds(second), second);

    private static V1.ItemError Error(StatusCode code, V1.ErrorReason reason) => new() { Code = (int)code, Reason = reason };

    private static RpcException Broken() => new(new Status(StatusCode.Unavailable, "broken"));
}
