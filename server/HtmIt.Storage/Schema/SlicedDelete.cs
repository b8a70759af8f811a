using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Schema;

/// <summary>Deletes much in slices, so that no statement holds its locks for long.</summary>
internal static class SlicedDelete
{
    public const int RowsAtOnce = 5_000;

    /// <param name="sql">Deletes at most <see cref="RowsAtOnce"/> rows.</param>
    /// <returns>How many rows were deleted in all.</returns>
    public static async Task<long> RunAsync(StoreContexts contexts, FormattableString sql, CancellationToken cancellationToken)
    {
        var removed = 0L;
        for (var last = RowsAtOnce; last == RowsAtOnce; removed += last)
        {
            last = await contexts.RunAsync(
                async (context, cancel) =>
                {
                    return await context.Database.ExecuteSqlAsync(sql, cancel);
                },
                cancellationToken
            );
        }
        return removed;
    }
}
