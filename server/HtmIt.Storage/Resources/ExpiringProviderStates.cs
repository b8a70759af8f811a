using HtmIt.Core.Retention;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>State changes are kept as long as samples are; the last one of each resource stays, because it says what the state is.</summary>
internal sealed class ExpiringProviderStates(StoreContexts contexts) : IExpiringData
{
    private const int RowsAtOnce = 5_000;

    public async Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var removed = 0L;
        for (var last = RowsAtOnce; last == RowsAtOnce; removed += last)
        {
            last = await RemoveSomeAsync(time, cancellationToken);
        }
        return removed;
    }

    private Task<int> RemoveSomeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                return await context.Database.ExecuteSqlAsync(
                    $"""
                    delete from provider_state_history where (resource_id, change_time) in (
                        select h.resource_id, h.change_time from provider_state_history h
                        where h.change_time < {time} and exists (
                            select 1 from provider_state_history l where l.resource_id = h.resource_id and l.change_time > h.change_time)
                        limit {RowsAtOnce})
                    """,
                    cancel
                );
            },
            cancellationToken
        );
}
