using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>A table in which so many metrics are monitored because samples of them came.</summary>
internal sealed class FakeAutomaticModels : IAutomaticModelStore
{
    private int _counts;

    public long Count { get; set; }

    /// <summary>How often they were counted.</summary>
    public int Counts => Volatile.Read(ref _counts);

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _counts);
        return Task.FromResult(Count);
    }

    public Task<IReadOnlyList<Metric>> ListWaitingAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task GiveUpAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();
}
