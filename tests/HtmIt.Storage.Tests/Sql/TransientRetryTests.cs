using HtmIt.Core.Errors;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Sql;

/// <summary>META-021.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransientRetryTests
{
    private static readonly DatabasePulse Pulse = new(NpgsqlDataSource.Create("Host=/nowhere"), TimeProvider.System);

    private readonly JumpingTime _time = new();

    [TestCase("40001"), TestCase("40P01"), TestCase("57P01"), TestCase("57P03"), TestCase("08006"), TestCase("08003")]
    [TestCase("25006"), TestCase("53100"), TestCase("53200"), TestCase("55P03"), TestCase("57014"), TestCase("28P01"), TestCase("58030")]
    public async Task ExecuteAsync_TransientOnce_RunsAgain(string state)
    {
        var attempts = 0;
        var result = await Retry().ExecuteAsync(_ => ++attempts < 3 ? throw Fault(state) : Task.FromResult("done"), CancellationToken.None);
        Assert.That((result, attempts), Is.EqualTo(("done", 3)));
        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(300)));
    }

    [Test]
    public void ExecuteAsync_TransientForGood_GivesUpWithinTenSeconds()
    {
        var attempts = 0;
        var fault = Assert.ThrowsAsync<DomainException>(() =>
            Retry()
                .ExecuteAsync<int>(
                    _ =>
                    {
                        attempts++;
                        throw Fault("40P01");
                    },
                    CancellationToken.None
                )
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
            Assert.That(attempts, Is.EqualTo(13));
            Assert.That(_time.Elapsed, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        }
    }

    [TestCase("23505"), TestCase("42601"), TestCase("22P05"), TestCase("XX001"), TestCase("58P01"), TestCase("42P01")]
    public void ExecuteAsync_OtherFault_IsNotTriedAgain(string state)
    {
        var attempts = 0;
        Assert.ThrowsAsync<PostgresException>(() =>
            Retry()
                .ExecuteAsync<int>(
                    _ =>
                    {
                        attempts++;
                        throw Fault(state);
                    },
                    CancellationToken.None
                )
        );
        Assert.That((attempts, _time.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    /// <summary>A database that hangs: the attempt is given up although it does not react to being cancelled.</summary>
    [Test]
    public void ExecuteAsync_AttemptHangs_GivesUpInTime()
    {
        var cancelled = new TaskCompletionSource();
        var fault = Assert.ThrowsAsync<DomainException>(() =>
            Retry()
                .ExecuteAsync(
                    cancel =>
                    {
                        cancel.Register(cancelled.SetResult);
                        return new TaskCompletionSource<int>().Task;
                    },
                    CancellationToken.None
                )
        );
        Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
        Assert.That(_time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(() => cancelled.Task.IsCompleted, Is.True.After(60_000, 10));
    }

    [Test] // as after a pause of the whole machine
    public async Task AttemptRunAsync_NoTimeLeft_IsATimeout()
    {
        var never = new TaskCompletionSource<int>();
        await Assert.ThatAsync(
            () => Attempt.RunAsync(_ => never.Task, TimeSpan.FromSeconds(-3), _time, CancellationToken.None),
            Throws.TypeOf<TimeoutException>()
        );
    }

    /// <summary>Cancelling takes as long as the database pleases; the caller does not wait for that.</summary>
    [Test, CancelAfter(60_000)]
    public void ExecuteAsync_CallerLeavesAndCancellingBlocks_ReturnsAtOnce(CancellationToken patience)
    {
        using var release = new ManualResetEventSlim();
        using var caller = new CancellationTokenSource();
        var running = new TransientRetry(Options.Create(new StorageOptions()), Pulse, TimeProvider.System).ExecuteAsync(
            cancel =>
            {
                cancel.Register(() => release.Wait(patience));
                return new TaskCompletionSource<int>().Task;
            },
            caller.Token
        );
        caller.Cancel();
        Assert.CatchAsync<OperationCanceledException>(() => running.WaitAsync(patience));
        release.Set();
    }

    private TransientRetry Retry() => new(Options.Create(new StorageOptions()), Pulse, _time);

    private static PostgresException Fault(string state) => new("simulated", "ERROR", "ERROR", state);

    /// <summary>A clock that jumps to the end of every wait.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ticks;

        public TimeSpan Elapsed => TimeSpan.FromTicks(_ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ticks += dueTime.Ticks;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
