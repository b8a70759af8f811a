using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Rankings;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Rankings;

/// <summary>Who waits for which ranking.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RankingsTests
{
    private readonly HeldReader _reader = new();
    private readonly Core.Rankings.Rankings _rankings;

    public RankingsTests() => _rankings = new(_reader, TimeProvider.System);

    [Test, CancelAfter(60_000)] // waiting for the database once is enough
    public async Task ComputeAsync_BehindOneThatFoundTheDatabaseAway_FailsWithIt(CancellationToken patience)
    {
        var first = Compute(patience);
        await _reader.Begun.WaitAsync(patience);
        var behind = Compute(patience);
        _reader.Fail(DomainErrors.StorageUnavailable());

        foreach (var one in new[] { first, behind })
        {
            var fault = Assert.ThrowsAsync<DomainException>(() => one);
            Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
        }
        Assert.That(_reader.Count, Is.EqualTo(1));
        Assert.That((await Compute(patience)).Position, Is.EqualTo(HeldReader.Position));
    }

    [Test, CancelAfter(60_000)]
    public async Task ComputeAsync_BehindOneThatFailedOtherwise_IsComputed(CancellationToken patience)
    {
        var first = Compute(patience);
        await _reader.Begun.WaitAsync(patience);
        var behind = Compute(patience);
        _reader.Fail(new InvalidOperationException("a bug"));

        Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.That((await behind).Position, Is.EqualTo(HeldReader.Position));
    }

    private Task<Ranking> Compute(CancellationToken patience) =>
        _rankings.ComputeAsync(new RankingBasis(new RankingSpan.EndingWithNewest(7_200), RankingScore.Surprise, 120), patience);

    /// <summary>Its first reading lasts until it is told to fail.</summary>
    private sealed class HeldReader : IRankingReader
    {
        public const long Position = 7;

        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Begun => _begun.Task;

        public int Count => _count;

        public void Fail(Exception fault) => _held.SetException(fault);

        public async Task<(long Position, long? NewestTime)> ReadHeadAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _count) == 1)
            {
                _begun.SetResult();
                await _held.Task;
            }
            return (Position, null);
        }

        public Task<IReadOnlyList<MetricValue>> ReadValuesAsync(
            RankingWindow? window,
            RankingBasis basis,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<MetricValue>>([]);

        public Task<IReadOnlyDictionary<(int Metric, long Block), RankingBar>> ReadBarsAsync(
            RankingBasis basis,
            IReadOnlyList<(int Metric, RankingWindow Window)> windows,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<MetricId, Metric>> ReadMetricsAsync(
            IReadOnlyList<MetricId> ids,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
