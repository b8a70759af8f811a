using HtmIt.Core.Retention;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Resources;

/// <summary>State changes are kept as long as samples are; the last one of each server stays, because it says what the state is.</summary>
internal sealed class ExpiringInstanceStatuses(StoreContexts contexts) : IExpiringData
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
                    delete from instance_status_history where (server, status_time) in (
                        select h.server, h.status_time from instance_status_history h
                        where h.status_time < {time} and exists (
                            select 1 from instance_status_history l where l.server = h.server and l.status_time > h.status_time)
                        limit {RowsAtOnce})
                    """,
                    cancel
                );
            },
            cancellationToken
        );
}
