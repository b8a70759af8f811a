using HtmIt.Core.Retention;
using HtmIt.Storage.Schema;

namespace HtmIt.Storage.Incidents;

/// <summary>Incidents are kept as long as their rows are.</summary>
internal sealed class ExpiringIncidents(StoreContexts contexts) : IExpiringData
{
    public Task<long> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        SlicedDelete.RunAsync(
            contexts,
            $"""
            delete from incident where number in (
                select number from incident where last_time < {time} and (end_time is null or end_time < {time}) limit {SlicedDelete.RowsAtOnce})
            """,
            cancellationToken
        );
}
