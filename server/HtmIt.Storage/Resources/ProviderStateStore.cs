using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>The table of state changes.</summary>
internal sealed class ProviderStateStore(StoreContexts contexts) : IProviderStateStore
{
    public Task AppendIfChangedAsync(
        IReadOnlyList<(ResourceId Resource, string State)> states,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var newest = new Dictionary<Guid, string>();
        foreach (var (resource, state) in states)
        {
            newest[resource.Value] = state.Length <= IProviderStateStore.LongestState ? state : state[..IProviderStateStore.LongestState];
        }
        var (resources, words) = (newest.Keys.ToArray(), newest.Values.ToArray());
        return contexts.RunAsync(
            (context, cancel) =>
                context.Database.ExecuteSqlAsync(
                    $"""
                    insert into provider_state_history (resource_id, change_time, provider_state)
                    select s.resource_id, {now}, s.provider_state
                    from unnest({resources}, {words}) as s (resource_id, provider_state)
                    left join lateral (
                        select h.provider_state from provider_state_history h where h.resource_id = s.resource_id order by h.change_time desc limit 1
                    ) as known on true
                    where known.provider_state is distinct from s.provider_state
                    on conflict do nothing
                    """,
                    cancel
                ),
            cancellationToken
        );
    }

    public Task<IReadOnlyList<ProviderState>> ListAsync(
        ResourceId resource,
        DateTimeOffset? before,
        int limit,
        CancellationToken cancellationToken
    ) =>
        contexts.RunAsync<IReadOnlyList<ProviderState>>(
            async (context, cancel) =>
                await context
                    .ProviderStates.Where(row => row.ResourceId == resource.Value && (before == null || row.ChangeTime < before))
                    .OrderByDescending(row => row.ChangeTime)
                    .Take(limit)
                    .Select(row => new ProviderState(row.ChangeTime, row.ProviderState))
                    .ToListAsync(cancel),
            cancellationToken
        );
}
