using HtmIt.Core.Instances;
using HtmIt.Core.Metrics;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>Reads the monitored metrics by server.</summary>
internal sealed class InstanceStore(StoreContexts contexts, MetricRowMapping mapping) : IInstanceStore
{
    public Task<IReadOnlyList<Instance>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            async (monitored, cancel) =>
            {
                var further = after is null ? monitored : monitored.Where(row => string.Compare(row.Server, after) > 0);
                var servers = await further.Select(row => row.Server).Distinct().Order().Take(limit).ToArrayAsync(cancel);
                return monitored.Where(row => servers.Contains(row.Server));
            },
            cancellationToken
        );

    public async Task<Instance?> FindAsync(string server, CancellationToken cancellationToken) =>
        await ReadAsync((monitored, _) => Task.FromResult(monitored.Where(row => row.Server == server)), cancellationToken)
            is [var instance, ..]
            ? instance
            : null;

    private Task<IReadOnlyList<Instance>> ReadAsync(
        Func<IQueryable<MetricRow>, CancellationToken, Task<IQueryable<MetricRow>>> select,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<Instance>>(
            async (context, cancel) =>
            {
                var monitored = context.Metrics.AsNoTracking().Where(row => row.Status != StatusNumbers.Unmonitored);
                var wanted = await select(monitored, cancel);
                var ordered = wanted.OrderBy(row => row.Server).ThenBy(row => row.Name).ThenBy(row => row.Id);
                var rows = await ordered.Include(row => row.Head).ToListAsync(cancel);
                return
                [
                    .. rows.ConvertAll(mapping.ToMetric)
                        .GroupBy(metric => metric.Server, StringComparer.Ordinal)
                        .Select(group => new Instance(group.Key, [.. group])),
                ];
            },
            cancellationToken
        );
}
