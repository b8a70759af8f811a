using System.Collections.Concurrent;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>A table of custom metrics in memory that counts its statements.</summary>
internal sealed class FakeMetrics : IMetricStore
{
    private readonly ConcurrentDictionary<string, MetricId> _ids = new(StringComparer.Ordinal);
    private int _statements;

    public int Statements => Volatile.Read(ref _statements);

    /// <summary>Statements wait for it.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>What every statement fails with.</summary>
    public Exception? Fault { get; set; }

    public MetricId IdOf(string name) => _ids.GetOrAdd(name, _ => MetricId.New());

    public async Task<IReadOnlyDictionary<string, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken
    )
    {
        await EnterAsync();
        return names.ToDictionary(name => name, IdOf);
    }

    public async Task<IReadOnlyDictionary<string, MetricId>> FindCustomAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken
    )
    {
        await EnterAsync();
        return names.Where(_ids.ContainsKey).ToDictionary(name => name, IdOf);
    }

    public Task<(IReadOnlyList<MetricCount> Metrics, long Resources)> CountAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(IReadOnlyList<MetricCount>, long)>(([new(CustomDatasource.Instance, MetricStatus.Unmonitored, _ids.Count)], 0));

    public Task<Metric?> FindAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MetricId, int>> FindNumbersAsync(
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<Metric?> FindByIdentityAsync(string identity, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Metric?> FindCustomAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Metric>> ListAsync(MetricFilter filter, MetricKey? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Metric?> TryAddAsync(NewMetric metric, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Metric?> TryChangeAsync(Metric from, MetricChange change, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(Metric metric, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<MetricId>> ListUnfinishedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task EnterAsync()
    {
        Interlocked.Increment(ref _statements);
        await Ready;
        await Task.Yield();
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}
