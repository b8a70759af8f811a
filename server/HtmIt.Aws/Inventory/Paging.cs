using System.Runtime.CompilerServices;
using HtmIt.Aws.Clients;

namespace HtmIt.Aws.Inventory;

/// <summary>Goes through the pages of a listing.</summary>
internal static class Paging
{
    /// <param name="pages">Ends a listing that has no end.</param>
    /// <param name="read">Reads the page that a token names, null for the first one; returns the token of the next, null or empty after
    /// the last.</param>
    public static async IAsyncEnumerable<T> AllAsync<T>(
        PageGuard pages,
        Func<string?, Task<(IEnumerable<T> Items, string? Next)>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? token = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (items, next) = await read(token);
            foreach (var item in items)
            {
                yield return item;
            }
            token = pages.Next(next);
        } while (token is not null);
    }
}
