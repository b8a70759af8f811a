using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Schema;

/// <summary>Runs the transactions of stores, each on a context of its own, and again after faults that pass.</summary>
internal sealed class StoreContexts(IDbContextFactory<HtmItDbContext> contexts, TransientRetry retry)
{
    /// <param name="transaction">Begins from nothing each time it is run.</param>
    /// <param name="patience">How long an attempt may take that is known to be long; otherwise what is left of the retry time.</param>
    public Task<T> RunAsync<T>(
        Func<HtmItDbContext, CancellationToken, Task<T>> transaction,
        CancellationToken cancellationToken,
        TimeSpan? patience = null
    ) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var context = await contexts.CreateDbContextAsync(cancel);
                return await transaction(context, cancel);
            },
            cancellationToken,
            patience
        );
}
