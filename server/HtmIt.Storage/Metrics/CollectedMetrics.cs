using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Metrics;

/// <summary>What the collector notes and asks about metrics.</summary>
internal sealed class CollectedMetrics(StoreContexts contexts, TimeProvider time) : ICollectedMetrics
{
    /// <summary>AWS has one character more.</summary>
    private const int LongestTagName = 255;

    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(Datasource datasource, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyList<AwsScope>>(
            async (context, cancel) =>
            {
                var keys = await context
                    .Database.SqlQuery<string>(
                        $"""
                        select distinct coalesce(parameters -> 'metricSpec' ->> 'account', '') || '/' || region as "Value"
                        from metric where datasource = {datasource.Number} and status <> {StatusNumbers.Unmonitored}
                        """
                    )
                    .ToListAsync(cancel);
                return keys.ConvertAll(AwsScope.Parse);
            },
            cancellationToken
        );

    public Task<IReadOnlyDictionary<int, long>> CountMonitoredAsync(Datasource datasource, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyDictionary<int, long>>(
            async (context, cancel) =>
                await context
                    .Metrics.Where(row => row.Datasource == datasource.Number && row.Status != StatusNumbers.Unmonitored)
                    .GroupBy(row => row.PollIntervalSeconds)
                    .Select(group => new { Period = group.Key, Count = group.LongCount() })
                    .ToDictionaryAsync(one => one.Period, one => one.Count, cancel),
            cancellationToken
        );

    public Task SetTagNamesAsync(
        Datasource datasource,
        IReadOnlyCollection<(ResourceId Resource, string Name)> names,
        CancellationToken cancellationToken
    )
    {
        var resources = names.Select(one => one.Resource.Value).ToArray();
        var tagNames = names.Select(one => one.Name.Length <= LongestTagName ? one.Name : one.Name[..LongestTagName]).ToArray();
        var now = time.GetUtcNow();
        return contexts.RunAsync(
            (context, cancel) =>
                context.Database.ExecuteSqlAsync(
                    $"""
                    update metric set tag_name = named.tag_name, update_time = {now}
                    from unnest({resources}, {tagNames}) as named (resource_id, tag_name)
                    where metric.resource_id = named.resource_id and metric.datasource = {datasource.Number}
                        and metric.tag_name <> named.tag_name
                    """,
                    cancel
                ),
            cancellationToken
        );
    }

    public Task SetCollectorErrorAsync(IReadOnlyCollection<MetricId> ids, CollectorError? error, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            (context, cancel) =>
            {
                var wanted = ids.Select(id => id.Value).ToArray();
                return context
                    .Metrics.Where(row => wanted.Contains(row.Id))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(row => row.CollectorErrorSince, error == null ? (DateTimeOffset?)null : error.Since)
                                .SetProperty(row => row.CollectorErrorMessage, error == null ? null : error.Message),
                        cancel
                    );
            },
            cancellationToken
        );
}
