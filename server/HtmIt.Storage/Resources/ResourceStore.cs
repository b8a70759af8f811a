using HtmIt.Core.Metrics;
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
    public Task<IReadOnlyList<Resource>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async (monitored, cancel) =>
            {
                var further = after is null ? monitored : monitored.Where(row => string.Compare(row.Resource, after) > 0);
                var resources = await further.Select(row => row.Resource).Distinct().Order().Take(limit).ToArrayAsync(cancel);
                return monitored.Where(row => resources.Contains(row.Resource));
            },
            cancellationToken
        );

    public async Task<Resource?> FindAsync(string text, CancellationToken cancellationToken) =>
        await ReadAsync((monitored, _) => Task.FromResult(monitored.Where(row => row.Resource == text)), cancellationToken)
            is [var resource, ..]
            ? resource
            : null;

    private Task<IReadOnlyList<Resource>> ReadAsync(
        Func<IQueryable<MetricRow>, CancellationToken, Task<IQueryable<MetricRow>>> select,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<Resource>>(
            async (context, cancel) =>
            {
                var monitored = context.Metrics.AsNoTracking().Where(row => row.Status != StatusNumbers.Unmonitored);
                var wanted = await select(monitored, cancel);
                var ordered = wanted.OrderBy(row => row.Resource).ThenBy(row => row.Name).ThenBy(row => row.Id);
                var rows = await ordered.Include(row => row.Head).ToListAsync(cancel);
                return
                [
                    .. rows.ConvertAll(mapping.ToMetric)
                        .GroupBy(metric => metric.Resource, StringComparer.Ordinal)
                        .Select(group => new Resource(group.Key, [.. group])),
                ];
            },
            cancellationToken
        );
}
