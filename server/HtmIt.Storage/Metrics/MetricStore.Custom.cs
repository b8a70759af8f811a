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
    ) =>
        contexts.RunAsync<IReadOnlyDictionary<MetricKey, MetricId>>(
            async (context, cancel) =>
            {
                var known = await FindIdsAsync(context, keys, cancel);
                var missing = keys.Where(key => !known.ContainsKey(key)).Distinct().ToArray();
                if (missing.Length == 0)
                {
                    return known;
                }
                await InsertCustomAsync(context, missing, cancel);
                return await FindIdsAsync(context, keys, cancel);
            },
            cancellationToken
        );

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

    /// <summary>Many unmonitored ones in one statement. In order of their keys, so that two that insert the same wait for each other instead of
    /// dead-locking.</summary>
    private async Task InsertCustomAsync(HtmItDbContext context, IEnumerable<MetricKey> keys, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ordered = keys.OrderBy(key => key.Text, StringComparer.Ordinal).ToArray();
        var added = Array.ConvertAll(ordered, key => CustomMetric.New(key, resources.Of(key)));
        var ids = Array.ConvertAll(added, one => one.Id.Value);
        var identities = Array.ConvertAll(ordered, IdentityOf);
        var names = Array.ConvertAll(added, one => one.Name);
        var labels = Array.ConvertAll(added, one => MetricRowMapping.WriteLabels(one.Labels));
        var descriptions = Array.ConvertAll(added, one => one.Description);
        var measured = Array.ConvertAll(added, one => one.Resource);
        await context.Database.ExecuteSqlAsync(
            $"""
            with added as (
                insert into metric (id, identity, datasource, name, labels, description, resource, region, tag_name, status, status_message,
                                    poll_interval_seconds, generation, clearing, create_time, update_time)
                select id, identity, {CustomDatasource.Instance.Number}, name, labels::jsonb, description, resource, '', '',
                       {StatusNumbers.Unmonitored}, '', {added[0].PollIntervalSeconds}, 0, false, {now}, {now}
                from unnest({ids}, {identities}, {names}, {labels}, {descriptions}, {measured}) with ordinality
                     as wanted (id, identity, name, labels, description, resource, place)
                order by place
                on conflict do nothing
                returning number)
            insert into metric_head (metric_number, last_row_id, generation, status)
            select number, 0, 0, {StatusNumbers.Unmonitored} from added
            """,
            cancellationToken
        );
    }
}
