using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>Reads the monitored metrics by resource.</summary>
internal sealed class ResourceStore(StoreContexts contexts, MetricRowMapping mapping) : IResourceStore
{
    public Task<IReadOnlyList<Resource>> ListAsync(ResourcePlace? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async (monitored, cancel) =>
            {
                var places = monitored.Select(row => new { row.Resource, row.ResourceId }).Distinct();
                if (after is not null)
                {
                    places = places.Where(place =>
                        EF.Functions.GreaterThan(
                            ValueTuple.Create(place.Resource, place.ResourceId),
                            ValueTuple.Create(after.Text, after.Id)
                        )
                    );
                }
                var ordered = places.OrderBy(place => place.Resource).ThenBy(place => place.ResourceId);
                var ids = await ordered.Take(limit).Select(place => place.ResourceId).ToArrayAsync(cancel);
                return monitored.Where(row => ids.Contains(row.ResourceId));
            },
            cancellationToken
        );

    public async Task<Resource?> FindAsync(ResourceId id, CancellationToken cancellationToken) =>
        await ReadAsync((monitored, _) => Task.FromResult(monitored.Where(row => row.ResourceId == id.Value)), cancellationToken)
            is [var resource, ..]
            ? resource
            : null;

    public Task<IReadOnlyList<Resource>> FindManyAsync(IReadOnlyCollection<ResourceId> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Select(id => id.Value).ToArray();
        return ReadAsync((monitored, _) => Task.FromResult(monitored.Where(row => wanted.Contains(row.ResourceId))), cancellationToken);
    }

    private Task<IReadOnlyList<Resource>> ReadAsync(
        Func<IQueryable<MetricRow>, CancellationToken, Task<IQueryable<MetricRow>>> select,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<Resource>>(
            async (context, cancel) =>
            {
                var monitored = context.Metrics.AsNoTracking().Where(row => row.Status != StatusNumbers.Unmonitored);
                var wanted = await select(monitored, cancel);
                var ordered = wanted
                    .OrderBy(row => row.Resource)
                    .ThenBy(row => row.ResourceId)
                    .ThenBy(row => row.Name)
                    .ThenBy(row => row.Id);
                var rows = await ordered.Include(row => row.Head).ToListAsync(cancel);
                return
                [
                    .. rows.ConvertAll(mapping.ToMetric).GroupBy(metric => metric.ResourceId).Select(group => new Resource([.. group])),
                ];
            },
            cancellationToken
        );
}
