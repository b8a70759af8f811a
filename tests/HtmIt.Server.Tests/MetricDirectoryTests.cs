using HtmIt.Core.CloudWatch;
using HtmIt.Core.Metrics;
using NUnit.Framework;

namespace HtmIt.Server.Tests;

/// <summary>STO-003.</summary>
public sealed class MetricDirectoryTests
{
    [Test]
    public async Task GetOrAddAsync_MoreThan15000Names_KeepsThe10000UsedLast()
    {
        var directory = new MetricDirectory(new AnyMetric());
        await directory.GetOrAddAsync(Names(0, 15_000), CancellationToken.None);
        Assert.That(directory.Count, Is.EqualTo(15_000));
        Assert.That(directory.TryGet("name0", out _), Is.True);

        await directory.GetOrAddAsync(["one more"], CancellationToken.None);

        Assert.That(directory.Count, Is.EqualTo(10_000));
        foreach (
            var (name, kept) in new[] { ("name0", true), ("one more", true), ("name14999", true), ("name1", false), ("name5000", false) }
        )
        {
            Assert.That(directory.TryGet(name, out _), Is.EqualTo(kept), name);
        }
    }

    private static string[] Names(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"name{i}")];

    /// <summary>A store in which every name has a metric.</summary>
    private sealed class AnyMetric : IMetricStore
    {
        public Task<IReadOnlyDictionary<string, MetricId>> GetOrAddCustomAsync(
            IReadOnlyCollection<string> names,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyDictionary<string, MetricId>>(names.ToDictionary(name => name, _ => MetricId.New()));

        public Task<IReadOnlyDictionary<string, MetricId>> FindCustomAsync(
            IReadOnlyCollection<string> names,
            CancellationToken cancellationToken
        ) => GetOrAddCustomAsync(names, cancellationToken);

        public Task<Metric?> FindAsync(MetricId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Metric?> FindByIdentityAsync(string identity, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<(IReadOnlyList<MetricCount> Metrics, long Instances)> CountAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<long> CountMonitoredAsync(Datasource datasource, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task SetCollectorErrorAsync(IReadOnlyCollection<MetricId> ids, CollectorError? error, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Metric?> FindCustomAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Metric>> ListAsync(
            MetricFilter filter,
            MetricKey? after,
            int limit,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<Metric?> TryAddAsync(NewMetric metric, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Metric?> TryChangeAsync(Metric from, MetricChange change, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> DeleteAsync(Metric metric, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<MetricId>> ListUnfinishedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
