using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Quotas;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HtmIt.Storage.Metrics;

/// <summary>Counts resources: those of monitored metrics, and autostacks without one.</summary>
internal sealed class ResourceQuota(StoreContexts contexts, IOptions<QuotaOptions> options) : IResourceQuota
{
    /// <summary>Key of the lock that those who make resources take in turn. Any number that nobody else uses.</summary>
    private const long LockKey = 0x48746d49745175;

    public Task CheckAsync(ResourceId? resource, CancellationToken cancellationToken) =>
        options.Value.Resources == 0
            ? Task.CompletedTask
            : contexts.RunAsync(
                async (context, cancel) =>
                {
                    await CountAsync(context, resource, cancel);
                    return true;
                },
                cancellationToken
            );

    /// <summary>The same check inside the transaction that is about to make the resource: until that ends, nobody else makes one.</summary>
    /// <param name="resource">The resource of the metric to be monitored; null for an autostack to be made.</param>
    /// <exception cref="DomainException">QuotaExceeded.</exception>
    public async Task CheckAsync(HtmItDbContext context, ResourceId? resource, CancellationToken cancellationToken)
    {
        if (options.Value.Resources == 0)
        {
            return;
        }
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        await CountAsync(context, resource, cancellationToken);
    }

    /// <summary>The same for a monitored metric that moves to another resource: the last one of a resource makes room for it.</summary>
    /// <exception cref="DomainException">QuotaExceeded.</exception>
    public async Task CheckMoveAsync(HtmItDbContext context, Metric metric, ResourceId resource, CancellationToken cancellationToken)
    {
        if (options.Value.Resources == 0)
        {
            return;
        }
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        var stays = await context.Metrics.AnyAsync(
            row => row.ResourceId == metric.ResourceId.Value && row.Status != StatusNumbers.Unmonitored && row.Id != metric.Id.Value,
            cancellationToken
        );
        if (stays)
        {
            await CountAsync(context, resource, cancellationToken);
        }
    }

    /// <summary>The same for many that are about to be monitored: there is room for the first of them.</summary>
    /// <returns>Why the others are refused.</returns>
    public async Task<IReadOnlyDictionary<MetricId, DomainException>> RefuseAsync(
        HtmItDbContext context,
        IReadOnlyList<NewMetric> metrics,
        CancellationToken cancellationToken
    )
    {
        var refused = new Dictionary<MetricId, DomainException>();
        var limit = options.Value.Resources;
        if (limit == 0)
        {
            return refused;
        }
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancellationToken);
        var wanted = metrics.Select(metric => metric.ResourceId.Value).Distinct().ToArray();
        var resources = MonitoredResources(context);
        var counted = (await resources.Where(one => wanted.Contains(one)).ToListAsync(cancellationToken)).ToHashSet();
        var count = await resources.CountAsync(cancellationToken) + await EmptyAutostacks(context).CountAsync(cancellationToken);
        foreach (var metric in metrics)
        {
            if (counted.Contains(metric.ResourceId.Value))
            {
                continue;
            }
            if (count < limit)
            {
                counted.Add(metric.ResourceId.Value);
                count++;
                continue;
            }
            refused[metric.Id] = QuotaErrors.QuotaExceeded(options.Value.Edition, count, limit);
        }
        return refused;
    }

    private async Task CountAsync(HtmItDbContext context, ResourceId? resource, CancellationToken cancellationToken)
    {
        var limit = options.Value.Resources;
        var resources = MonitoredResources(context);
        var empty = EmptyAutostacks(context);
        var count = await resources.CountAsync(cancellationToken) + await empty.CountAsync(cancellationToken);
        if (
            resource is { Value: var id }
            && (await resources.AnyAsync(one => one == id, cancellationToken) || await IsOfAsync(empty, resource.Value, cancellationToken))
        )
        {
            return;
        }
        if (count >= limit)
        {
            throw QuotaErrors.QuotaExceeded(options.Value.Edition, count, limit);
        }
    }

    private static IQueryable<Guid> MonitoredResources(HtmItDbContext context) =>
        context.Metrics.Where(row => row.Status != StatusNumbers.Unmonitored).Select(row => row.ResourceId).Distinct();

    /// <summary>An autostack counts from its creation on, not from its first metric.</summary>
    private static IQueryable<Guid> EmptyAutostacks(HtmItDbContext context) =>
        context.Autostacks.Where(row => !context.Metrics.Any(metric => metric.AutostackId == row.Id)).Select(row => row.Id);

    private static async Task<bool> IsOfAsync(IQueryable<Guid> autostacks, ResourceId resource, CancellationToken cancellationToken) =>
        (await autostacks.ToListAsync(cancellationToken)).Exists(id =>
            ResourceId.Of("", AutostackMetricSpec.ResourceOf(new(id))) == resource
        );
}
