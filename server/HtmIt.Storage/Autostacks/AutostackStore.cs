using System.Text.Json;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Schema.Rows;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HtmIt.Storage.Autostacks;

/// <summary>The table of autostacks and the history of their members.</summary>
internal sealed class AutostackStore(StoreContexts contexts, ResourceQuota quota) : IAutostackStore
{
    public Task<Autostack?> FindAsync(AutostackId id, CancellationToken cancellationToken) =>
        FindOneAsync(rows => rows.Where(row => row.Id == id.Value), cancellationToken);

    public Task<Autostack?> FindAsync(string name, string region, CancellationToken cancellationToken) =>
        FindOneAsync(rows => rows.Where(row => row.Name == name && row.Region == region), cancellationToken);

    public Task<IReadOnlyList<Autostack>> FindAsync(IReadOnlyCollection<AutostackId> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Select(id => id.Value).ToArray();
        return ReadAsync(rows => rows.Where(row => wanted.Contains(row.Id)), cancellationToken);
    }

    public Task<IReadOnlyList<Autostack>> ListAsync(AutostackKey? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            rows =>
            {
                if (after is not null)
                {
                    rows = rows.Where(row =>
                        EF.Functions.GreaterThan(ValueTuple.Create(row.Name, row.Region), ValueTuple.Create(after.Name, after.Region))
                    );
                }
                return rows.OrderBy(row => row.Name).ThenBy(row => row.Region).Take(limit);
            },
            cancellationToken
        );

    public Task<bool> TryAddAsync(Autostack autostack, IReadOnlyCollection<AutostackMember> members, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                // Its own row is there when only the answer to an earlier attempt was lost: it counts already.
                if (await context.Autostacks.AnyAsync(row => row.Id == autostack.Id.Value, cancel))
                {
                    return true;
                }
                await quota.CheckAsync(context, resource: null, cancel);
                var filters = JsonSerializer.Serialize(autostack.Filters);
                var added = await context.Database.ExecuteSqlAsync(
                    $"""
                    insert into autostack (id, name, region, account, resource_type, filters, create_time)
                    values ({autostack.Id.Value}, {autostack.Name}, {autostack.Region}, {autostack.Account}, {autostack.Kind.Name},
                            {filters}::jsonb, {autostack.CreateTime})
                    on conflict do nothing
                    """,
                    cancel
                );
                if (added == 0)
                {
                    return false;
                }
                Add(context, autostack.Id, members, joined: true, autostack.CreateTime);
                await context.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return true;
            },
            cancellationToken
        );

    public Task<AutostackDeletion> DeleteAsync(AutostackId id, CancellationToken cancellationToken)
    {
        var existed = false;
        return contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                try
                {
                    existed |= await context.Autostacks.Where(row => row.Id == id.Value).ExecuteDeleteAsync(cancel) > 0;
                }
                catch (PostgresException fault)
                    when (fault.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation)
                {
                    return AutostackDeletion.HasMetrics;
                }
                // Where the answer to this is lost, the next attempt finds nothing, and knows that there was something.
                await transaction.CommitAsync(cancel);
                return existed ? AutostackDeletion.Deleted : AutostackDeletion.NotFound;
            },
            cancellationToken
        );
    }

    public Task<int> RecordMembersAsync(
        AutostackId id,
        IReadOnlyCollection<AutostackMember> members,
        DateTimeOffset time,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                // The lock makes servers that notice a change at the same time note it once.
                var locked = await context
                    .Autostacks.FromSql($"select * from autostack where id = {id.Value} for no key update")
                    .AnyAsync(cancel);
                if (!locked)
                {
                    return 0;
                }
                var known = await ReadMembersAsync(context, id, cancel);
                var now = members.Select(member => member.InstanceId).ToHashSet(StringComparer.Ordinal);
                Add(context, id, [.. known.Values.Where(member => !now.Contains(member.InstanceId))], joined: false, time);
                Add(context, id, [.. members.Where(member => !known.ContainsKey(member.InstanceId))], joined: true, time);
                var changes = await context.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return changes;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<AwsScope>> ListMonitoredScopesAsync(CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<AwsScope>>(
            async (context, cancel) =>
            {
                var found = await context
                    .Autostacks.Where(row =>
                        context.Metrics.Any(metric => metric.AutostackId == row.Id && metric.Status != StatusNumbers.Unmonitored)
                    )
                    .Select(row => new { row.Account, row.Region })
                    .Distinct()
                    .ToListAsync(cancel);
                return found.ConvertAll(one => new AwsScope(one.Account, one.Region));
            },
            cancellationToken
        );

    public Task<IReadOnlyDictionary<AwsScope, long>> CountSeriesAsync(CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyDictionary<AwsScope, long>>(
            async (context, cancel) =>
            {
                var counts = await context
                    .Database.SqlQuery<ScopeCount>(
                        $"""
                        select a.account, a.region, count(distinct (a.resource_type, m.name, c.instance_id)) as count
                        from (select distinct on (autostack_id, instance_id) autostack_id, instance_id, joined
                              from autostack_member_change order by autostack_id, instance_id, number desc) c
                        join autostack a on a.id = c.autostack_id
                        join metric m on m.autostack_id = a.id
                        where c.joined and m.status <> {StatusNumbers.Unmonitored} and m.parameters -> 'metricSpec' ->> 'slaveDatasource' = {CloudWatchDatasource.Instance.Name}
                        group by a.account, a.region
                        """
                    )
                    .ToListAsync(cancel);
                return counts.ToDictionary(one => new AwsScope(one.Account, one.Region), one => one.Count);
            },
            cancellationToken
        );

    public Task<IReadOnlyList<MembershipChange>> ListChangesAsync(
        AutostackId id,
        long? before,
        int limit,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<MembershipChange>>(
            async (context, cancel) =>
            {
                var rows = await context
                    .AutostackMemberChanges.AsNoTracking()
                    .Where(row => row.AutostackId == id.Value && (before == null || row.Number < before))
                    .OrderByDescending(row => row.Number)
                    .Take(limit)
                    .ToListAsync(cancel);
                return rows.ConvertAll(row => new MembershipChange(
                    row.Number,
                    row.ChangeTime,
                    new(row.InstanceId, row.InstanceName),
                    row.Joined
                ));
            },
            cancellationToken
        );

    private static void Add(
        HtmItDbContext context,
        AutostackId id,
        IReadOnlyCollection<AutostackMember> members,
        bool joined,
        DateTimeOffset time
    ) =>
        context.AutostackMemberChanges.AddRange(
            members.Select(member => new AutostackMemberChangeRow
            {
                AutostackId = id.Value,
                ChangeTime = time,
                InstanceId = member.InstanceId,
                InstanceName = member.Name,
                Joined = joined,
            })
        );

    private static async Task<Dictionary<string, AutostackMember>> ReadMembersAsync(
        HtmItDbContext context,
        AutostackId id,
        CancellationToken cancellationToken
    )
    {
        var newest = await context
            .AutostackMemberChanges.FromSql(
                $"""
                select distinct on (instance_id) * from autostack_member_change where autostack_id = {id.Value}
                order by instance_id, number desc
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return newest
            .Where(row => row.Joined)
            .ToDictionary(row => row.InstanceId, row => new AutostackMember(row.InstanceId, row.InstanceName), StringComparer.Ordinal);
    }

    private static Autostack ToAutostack(AutostackRow row)
    {
        var filters = JsonSerializer.Deserialize<Dictionary<string, string[]>>(row.Filters)!;
        return new(
            new(row.Id),
            row.Name,
            row.Region,
            filters.ToDictionary(filter => filter.Key, IReadOnlyList<string> (filter) => filter.Value),
            row.CreateTime
        )
        {
            Account = row.Account,
            Kind =
                AwsResourceType.OfName(row.ResourceType)
                ?? throw new InvalidOperationException($"Autostack {row.Id:N} is of {row.ResourceType}, which this version does not know."),
        };
    }

    private sealed record ScopeCount(string Account, string Region, long Count);

    private async Task<Autostack?> FindOneAsync(
        Func<IQueryable<AutostackRow>, IQueryable<AutostackRow>> select,
        CancellationToken cancellationToken
    ) => await ReadAsync(select, cancellationToken) is [var found, ..] ? found : null;

    private Task<IReadOnlyList<Autostack>> ReadAsync(
        Func<IQueryable<AutostackRow>, IQueryable<AutostackRow>> select,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<Autostack>>(
            async (context, cancel) => (await select(context.Autostacks.AsNoTracking()).ToListAsync(cancel)).ConvertAll(ToAutostack),
            cancellationToken
        );
}
