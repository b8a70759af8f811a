using HtmIt.Core.Retention;
using HtmIt.Storage.Schema;

namespace HtmIt.Storage.Resources;

/// <summary>State changes are kept as long as samples are; the last one of each resource stays, because it says what the state is.</summary>
internal sealed class ExpiringProviderStates(StoreContexts contexts) : IExpiringData
{
    public Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        SlicedDelete.RunAsync(
            contexts,
            $"""
            delete from provider_state_history where (resource_id, change_time) in (
                select h.resource_id, h.change_time from provider_state_history h
                where h.change_time < {time} and exists (
                    select 1 from provider_state_history l where l.resource_id = h.resource_id and l.change_time > h.change_time)
                limit {SlicedDelete.RowsAtOnce})
            """,
            cancellationToken
        );
}
