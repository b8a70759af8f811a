using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Storage.Annotations;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HtmIt.Storage.Metrics;

/// <summary>The table of metrics.</summary>
internal sealed partial class MetricStore(
    StoreContexts contexts,
    ResourceQuota quota,
    DefaultResources resources,
    MetricRowMapping mapping,
    DatasourceRegistry datasources,
    TimeProvider time
) : IMetricStore
{
    public Task<Metric?> FindAsync(MetricId id, CancellationToken cancellationToken) =>
        FindOneAsync(rows => rows.Where(row => row.Id == id.Value), cancellationToken);

    public Task<Metric?> FindByIdentityAsync(Datasource datasource, string identity, CancellationToken cancellationToken) =>
        FindByIdentityAsync(MetricIdentity.Of(datasource.Number, new(identity)), cancellationToken);

    public Task<IReadOnlyDictionary<string, Metric>> FindByIdentitiesAsync(
        Datasource datasource,
        IReadOnlyCollection<string> identities,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyDictionary<string, Metric>>(
            async (context, cancel) =>
            {
                var hashes = identities
                    .Distinct()
                    .ToDictionary(one => Convert.ToHexString(MetricIdentity.Of(datasource.Number, new(one))), one => one);
                var wanted = hashes.Keys.Select(Convert.FromHexString).ToArray();
                var rows = context.Metrics.AsNoTracking().Include(row => row.Head).Where(row => wanted.Contains(row.Identity));
                return (await rows.ToListAsync(cancel)).ToDictionary(row => hashes[Convert.ToHexString(row.Identity)], mapping.ToMetric);
            },
            cancellationToken
        );

    public Task<IReadOnlyList<Metric>> FindManyAsync(IReadOnlyCollection<MetricId> ids, CancellationToken cancellationToken) =>
        contexts.RunAsync((context, cancel) => FindManyAsync(context, ids, cancel), cancellationToken);

    public Task<IReadOnlyDictionary<int, Metric>> FindByNumbersAsync(
        IReadOnlyCollection<int> numbers,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyDictionary<int, Metric>>(
            async (context, cancel) =>
            {
                var wanted = numbers.ToArray();
                var rows = await context
                    .Metrics.AsNoTracking()
                    .Where(row => wanted.Contains(row.Number))
                    .Include(row => row.Head)
                    .ToListAsync(cancel);
                return rows.ToDictionary(row => row.Number, mapping.ToMetric);
            },
            cancellationToken
        );

    public Task<IReadOnlyDictionary<MetricId, int>> FindNumbersAsync(
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyDictionary<MetricId, int>>(
            async (context, cancel) =>
            {
                var wanted = ids.Select(id => id.Value).ToArray();
                return await context
                    .Metrics.Where(row => wanted.Contains(row.Id))
                    .ToDictionaryAsync(row => new MetricId(row.Id), row => row.Number, cancel);
            },
            cancellationToken
        );

    public Task<IReadOnlyDictionary<int, MetricId>> ListNumbersAsync(MetricFilter filter, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyDictionary<int, MetricId>>(
            async (context, cancel) =>
                await context
                    .Metrics.Where(filter)
                    .Select(row => new { row.Number, row.Id })
                    .ToDictionaryAsync(row => row.Number, row => new MetricId(row.Id), cancel),
            cancellationToken
        );

    public Task<IReadOnlyList<Metric>> ListAsync(MetricFilter filter, MetricPlace? after, int limit, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<Metric>>(
            async (context, cancel) =>
            {
                var rows = context.Metrics.AsNoTracking().Where(filter);
                if (after is not null)
                {
                    rows = rows.Where(row =>
                        EF.Functions.GreaterThan(
                            ValueTuple.Create(row.Resource, row.Name, row.Id),
                            ValueTuple.Create(after.Resource, after.Name, after.Id)
                        )
                    );
                }
                var ordered = rows.OrderBy(row => row.Resource).ThenBy(row => row.Name).ThenBy(row => row.Id);
                var page = await ordered.Take(limit).Include(row => row.Head).ToListAsync(cancel);
                return page.ConvertAll(mapping.ToMetric);
            },
            cancellationToken
        );

    public Task<long> CountAsync(MetricFilter filter, CancellationToken cancellationToken) =>
        contexts.RunAsync((context, cancel) => context.Metrics.Where(filter).LongCountAsync(cancel), cancellationToken);

    public Task<Metric?> TryAddAsync(NewMetric metric, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                if (metric.Spec is not null)
                {
                    await quota.CheckAsync(context, metric.ResourceId, cancel);
                }
                try
                {
                    await InsertAsync(context, [metric], cancel);
                }
                catch (PostgresException fault)
                    when (fault.SqlState == PostgresErrorCodes.ForeignKeyViolation && metric.Autostack is not null)
                {
                    throw AutostackErrors.AutostackNotFound(metric.Autostack.Value);
                }
                await transaction.CommitAsync(cancel);
                var row = await context
                    .Metrics.AsNoTracking()
                    .Include(row => row.Head)
                    .FirstOrDefaultAsync(row => row.Id == metric.Id.Value, cancel);
                return row is null ? null : mapping.ToMetric(row);
            },
            cancellationToken
        );

    public Task<Metric?> TryChangeAsync(Metric from, MetricChange change, CancellationToken cancellationToken)
    {
        // When the answer to a commit is lost, the next attempt finds a metric that was changed already: by this id it knows by whom.
        var id = Guid.NewGuid();
        return contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                if (from.Status == MetricStatus.Unmonitored && change.Status != MetricStatus.Unmonitored)
                {
                    await quota.CheckAsync(context, (await ResourceOfAsync(context, from, cancel)).Id, cancel);
                }
                var rows = context.Metrics.AsNoTracking().Include(row => row.Head);
                if (!await UpdateAsync(context, from, change, id, cancel))
                {
                    await transaction.RollbackAsync(cancel);
                    var own = await rows.FirstOrDefaultAsync(row => row.Id == from.Id.Value && row.ChangeId == id, cancel);
                    return own is null ? null : mapping.ToMetric(own);
                }
                var row = await rows.FirstAsync(row => row.Id == from.Id.Value, cancel);
                await transaction.CommitAsync(cancel);
                return mapping.ToMetric(row);
            },
            cancellationToken
        );
    }

    public Task<bool> DeleteAsync(Metric metric, CancellationToken cancellationToken)
    {
        var existed = false;
        return contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                var found = context.Metrics.Where(row => row.Id == metric.Id.Value);
                var (resource, _) = await ResourceOfAsync(context, metric, cancel);
                var deleted = await found.ExecuteDeleteAsync(cancel);
                await AnnotationStore.DeleteOfUnmonitoredAsync(context, resource, cancel);
                await context.Database.ExecuteSqlAsync($"delete from metric_data where metric_number = {metric.Number}", cancel);
                // Remembered for the attempt that follows when the answer to the commit is lost: it finds nothing to delete.
                existed |= deleted > 0;
                await transaction.CommitAsync(cancel);
                return existed;
            },
            cancellationToken
        );
    }

    public Task<(IReadOnlyList<MetricCount> Metrics, long Resources)> CountAsync(CancellationToken cancellationToken) =>
        contexts.RunAsync<(IReadOnlyList<MetricCount>, long)>(
            async (context, cancel) =>
            {
                var counts = await context
                    .Metrics.GroupBy(row => new { row.Datasource, row.Status })
                    .Select(group => new MetricCount(datasources[group.Key.Datasource], (MetricStatus)group.Key.Status, group.LongCount()))
                    .ToListAsync(cancel);
                var monitored = context.Metrics.Where(row => row.Status != StatusNumbers.Unmonitored);
                return (counts, await monitored.Select(row => row.ResourceId).Distinct().LongCountAsync(cancel));
            },
            cancellationToken
        );

    public Task<IReadOnlyList<MetricId>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<MetricId>>(
            async (context, cancel) =>
                await context
                    .Metrics.Where(row => row.Status == StatusNumbers.CreatePending || row.Clearing)
                    .Select(row => new MetricId(row.Id))
                    .ToListAsync(cancel),
            cancellationToken
        );

    private async Task<bool> UpdateAsync(
        HtmItDbContext context,
        Metric from,
        MetricChange change,
        Guid changeId,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var generation = change.NextGeneration ? from.Generation + 1 : from.Generation;
        var rows = context.Metrics.Where(row =>
            row.Id == from.Id.Value && row.Generation == from.Generation && row.Status == (short)from.Status
        );
        var changed = await rows.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(row => row.Status, (short)change.Status)
                    .SetProperty(row => row.StatusMessage, change.StatusMessage)
                    .SetProperty(row => row.Generation, generation)
                    .SetProperty(row => row.Clearing, change.Clearing)
                    .SetProperty(row => row.ChangeId, changeId)
                    .SetProperty(row => row.UpdateTime, now);
                if (change.NextGeneration)
                {
                    if (change.Spec is not { HasParams: false })
                    {
                        // What somebody unmonitors stays so, and what somebody has said how to monitor is his.
                        set.SetProperty(row => row.Automatic, false);
                    }
                    // A new model begins without the failures of the one before.
                    set.SetProperty(row => row.CollectorErrorSince, (DateTimeOffset?)null)
                        .SetProperty(row => row.CollectorErrorMessage, (string?)null)
                        .SetProperty(row => row.Parameters, change.Spec is { } spec ? ModelSpecJson.Write(spec) : null)
                        .SetProperty(row => row.ModelCreateTime, change.Spec is null ? (DateTimeOffset?)null : now);
                }
                if (change.NextGeneration || change.Definition is not null)
                {
                    set.SetProperty(row => row.ModelParams, MetricRowMapping.WriteDefinition(change.Definition));
                }
            },
            cancellationToken
        );
        if (changed == 0)
        {
            return false;
        }
        if (change is { NextGeneration: true, Status: MetricStatus.Unmonitored })
        {
            var (resource, _) = await ResourceOfAsync(context, from, cancellationToken);
            await AnnotationStore.DeleteOfUnmonitoredAsync(context, resource, cancellationToken);
        }
        if (change.NextGeneration)
        {
            await context.ModelCheckpoints.Where(row => row.MetricNumber == from.Number).ExecuteDeleteAsync(cancellationToken);
        }
        if (change.State is { } state)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into model_checkpoint (metric_number, generation, last_row_id, last_time, state, save_time)
                values ({from.Number}, {generation}, {state.RowId}, {state.Time}, {state.Bytes}, {now})
                """,
                cancellationToken
            );
        }
        var heads = context.MetricHeads.Where(row =>
            row.MetricNumber == from.Number && row.Generation == from.Generation && row.LastRowId == from.LastRowId
        );
        var moved = await heads.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Generation, generation).SetProperty(row => row.Status, (short)change.Status),
            cancellationToken
        );
        if (moved > 0 && change is { NextGeneration: true, KeepsIncidents: false })
        {
            // Once the head is moved no commit of the model before can follow.
            await context
                .Incidents.Where(row => row.MetricNumber == from.Number && row.Kind == (short)IncidentKind.Values)
                .ExecuteDeleteAsync(cancellationToken);
        }
        return moved > 0;
    }

    private async Task<IReadOnlyList<Metric>> FindManyAsync(
        HtmItDbContext context,
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.Select(id => id.Value).ToArray();
        var rows = context.Metrics.AsNoTracking().Include(row => row.Head).Where(row => wanted.Contains(row.Id));
        return (await rows.ToListAsync(cancellationToken)).ConvertAll(mapping.ToMetric);
    }

    /// <summary>What the metric is said to be measured on now: not a matter of its state, so it may have changed without whoever holds the
    /// state.</summary>
    private static async Task<(string Text, ResourceId Id)> ResourceOfAsync(
        HtmItDbContext context,
        Metric metric,
        CancellationToken cancellationToken
    )
    {
        var rows = context.Metrics.Where(row => row.Id == metric.Id.Value);
        var found = await rows.Select(row => new { row.Resource, row.ResourceId }).FirstOrDefaultAsync(cancellationToken);
        return found is null ? (metric.Resource, metric.ResourceId) : (found.Resource, new(found.ResourceId));
    }

    private Task<Metric?> FindByIdentityAsync(byte[] identity, CancellationToken cancellationToken) =>
        FindOneAsync(rows => rows.Where(row => row.Identity == identity), cancellationToken);

    private Task<Metric?> FindOneAsync(Func<IQueryable<MetricRow>, IQueryable<MetricRow>> select, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                var row = await select(context.Metrics.AsNoTracking()).Include(row => row.Head).FirstOrDefaultAsync(cancel);
                return row is null ? null : mapping.ToMetric(row);
            },
            cancellationToken
        );
}
