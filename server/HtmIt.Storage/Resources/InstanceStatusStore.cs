using HtmIt.Core.Instances;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>The table of state changes.</summary>
internal sealed class InstanceStatusStore(StoreContexts contexts) : IInstanceStatusStore
{
    public Task AppendIfChangedAsync(
        IReadOnlyList<(string Server, string Status)> states,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var newest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (server, status) in states)
        {
            newest[Cut(server, IInstanceStatusStore.LongestServer)] = Cut(status, IInstanceStatusStore.LongestStatus);
        }
        var (servers, words) = (newest.Keys.ToArray(), newest.Values.ToArray());
        return contexts.RunAsync(
            (context, cancel) =>
                context.Database.ExecuteSqlAsync(
                    $"""
                    insert into instance_status_history (server, status_time, status)
                    select s.server, {now}, s.status
                    from unnest({servers}, {words}) as s (server, status)
                    left join lateral (
                        select h.status from instance_status_history h where h.server = s.server order by h.status_time desc limit 1
                    ) as known on true
                    where known.status is distinct from s.status
                    on conflict do nothing
                    """,
                    cancel
                ),
            cancellationToken
        );
    }

    public Task<IReadOnlyList<InstanceStatus>> ListAsync(
        string server,
        DateTimeOffset? before,
        int limit,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<InstanceStatus>>(
            async (context, cancel) =>
                await context
                    .InstanceStatuses.Where(row => row.Server == server && (before == null || row.StatusTime < before))
                    .OrderByDescending(row => row.StatusTime)
                    .Take(limit)
                    .Select(row => new InstanceStatus(row.Server, row.StatusTime, row.Status))
                    .ToListAsync(cancel),
            cancellationToken
        );

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
