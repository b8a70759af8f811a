using System.Collections.Concurrent;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>A table of custom metrics in memory that counts its statements.</summary>
internal sealed class FakeMetrics : IMetricStore
{
    private readonly ConcurrentDictionary<MetricKey, MetricId> _ids = [];
    private int _statements;

    public int Statements => Volatile.Read(ref _statements);

    /// <summary>Statements wait for it.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    /// <summary>Those made with the wish to be monitored.</summary>
    public HashSet<MetricKey> Automatic { get; } = [];

    /// <summary>What every statement fails with.</summary>
    public Exception? Fault { get; set; }

    public MetricId IdOf(string name) => IdOf(new MetricKey(name));

    public MetricId IdOf(MetricKey key) => _ids.GetOrAdd(key, _ => MetricId.New());

    public async Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    )
    {
        await EnterAsync();
        return keys.ToDictionary(key => key, IdOf);
    }

    public Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        IReadOnlySet<MetricKey> automatic,
        CancellationToken cancellationToken
    )
    {
        Automatic.UnionWith(automatic);
        return GetOrAddCustomAsync(keys, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<MetricKey, MetricId>> FindCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    )
    {
        await EnterAsync();
        return keys.Where(_ids.ContainsKey).ToDictionary(key => key, IdOf);
    }

    public Task<(IReadOnlyList<MetricCount> Metrics, long Resources)> CountAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(IReadOnlyList<MetricCount>, long)>(([new(CustomDatasource.Instance, MetricStatus.Unmonitored, _ids.Count)], 0));

    public Task<Metric?> FindAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<MetricId, int>> FindNumbersAsync(
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<int, Metric>> FindByNumbersAsync(
        IReadOnlyCollection<int> numbers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<int, MetricId>> ListNumbersAsync(MetricFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Metric?> FindByIdentityAsync(Datasource datasource, string identity, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, Metric>> FindByIdentitiesAsync(
        Datasource datasource,
        IReadOnlyCollection<string> identities,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<Metric?> FindCustomAsync(MetricKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Metric>> FindManyAsync(IReadOnlyCollection<MetricId> ids, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<(IReadOnlyList<Metric> Added, IReadOnlyList<(NewMetric Metric, DomainException Refusal)> Refused)> AddManyAsync(
        IReadOnlyList<NewMetric> metrics,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<Metric?> TryDescribeAsync(Metric from, MetricDetails details, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> CountCustomAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Metric>> ListAsync(MetricFilter filter, MetricPlace? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CountAsync(MetricFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

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
