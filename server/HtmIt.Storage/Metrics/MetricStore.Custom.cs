using System.Collections.Frozen;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <content>Custom metrics, which are found and made by their keys.</content>
internal sealed partial class MetricStore
{
    public Task<Metric?> FindCustomAsync(MetricKey key, CancellationToken cancellationToken) =>
        FindByIdentityAsync(IdentityOf(key), cancellationToken);

    public Task<IReadOnlyDictionary<MetricKey, MetricId>> FindCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyDictionary<MetricKey, MetricId>>(
            async (context, cancel) => await FindIdsAsync(context, keys, cancel),
            cancellationToken
        );

    public Task<int> CountCustomAsync(string name, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            (context, cancel) =>
                context.Metrics.CountAsync(row => row.Name == name && row.Datasource == CustomDatasource.Instance.Number, cancel),
            cancellationToken
        );

    public Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    ) => GetOrAddCustomAsync(keys, FrozenSet<MetricKey>.Empty, cancellationToken);

    public Task<IReadOnlyDictionary<MetricKey, MetricId>> GetOrAddCustomAsync(
        IReadOnlyCollection<MetricKey> keys,
        IReadOnlySet<MetricKey> automatic,
        CancellationToken cancellationToken
    )
    {
        return contexts.RunAsync<IReadOnlyDictionary<MetricKey, MetricId>>(
            async (context, cancel) =>
            {
                // Until all are found: what was there, or was just made by somebody, may be deleted between two statements.
                while (true)
                {
                    var known = await FindIdsAsync(context, keys, cancel);
                    var missing = keys.Where(key => !known.ContainsKey(key)).Distinct().ToArray();
                    if (missing.Length == 0)
                    {
                        return known;
                    }
                    await InsertAsync(context, Array.ConvertAll(missing, Create), cancel);
                }
            },
            cancellationToken
        );

        NewMetric Create(MetricKey key) => CustomMetric.New(key, resources.Of(key)) with { Automatic = automatic.Contains(key) };
    }

    private static byte[] IdentityOf(MetricKey key) => MetricIdentity.Of(CustomDatasource.Instance.Number, key);

    private static async Task<Dictionary<MetricKey, MetricId>> FindIdsAsync(
        HtmItDbContext context,
        IReadOnlyCollection<MetricKey> keys,
        CancellationToken cancellationToken
    )
    {
        var wanted = keys.Select(IdentityOf).ToArray();
        var found = await context
            .Metrics.Where(row => wanted.Contains(row.Identity))
            .Select(row => new
            {
                row.Name,
                row.Labels,
                row.Id,
            })
            .ToListAsync(cancellationToken);
        return found.ToDictionary(row => MetricRowMapping.ToKey(row.Name, row.Labels), row => new MetricId(row.Id));
    }
}
