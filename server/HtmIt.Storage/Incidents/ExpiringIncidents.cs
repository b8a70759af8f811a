using HtmIt.Core.Retention;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Incidents;

/// <summary>Incidents are kept as long as their rows are.</summary>
internal sealed class ExpiringIncidents(StoreContexts contexts) : IExpiringData
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
                    delete from incident where number in (
                        select number from incident where last_time < {time} and (end_time is null or end_time < {time}) limit {RowsAtOnce})
                    """,
                    cancel
                );
            },
            cancellationToken
        );
}
