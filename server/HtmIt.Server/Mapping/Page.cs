using HtmIt.Core.Paging;

namespace HtmIt.Server.Mapping;

/// <summary>One page of a list as a request asks for it, and the token of the page after it.</summary>
/// <typeparam name="TKey">The place of an item in the list.</typeparam>
/// <param name="size">As given.</param>
/// <param name="token">As given; empty for the first page.</param>
/// <param name="identity">The list that tokens belong to: its name, and of the request all that decides what is in it.</param>
/// <param name="defaultSize">What a size of 0 stands for.</param>
/// <param name="maxSize">Where sizes are cut.</param>
internal sealed class Page<TKey>(int size, string token, string identity, int defaultSize = PageSize.Default, int maxSize = PageSize.Max)
{
    public int Size { get; } = PageSize.Of("page_size", size, defaultSize, maxSize);

    /// <summary>Whether it begins the list.</summary>
    public bool IsFirst { get; } = token.Length == 0;

    /// <summary>Where the page before ended; the default of its type for the first page.</summary>
    public TKey? After { get; } = PageToken.Read<TKey>(token, identity);

    /// <summary>The token of the page that begins after a place; empty without one, which ends the list.</summary>
    public string Next(TKey? end) => end is null ? "" : PageToken.Write(end, identity);

    /// <summary>Takes the items of the page from a store, and one more to see whether there is a next one.</summary>
    /// <param name="list">Lists items after a place, so many at most.</param>
    /// <param name="keyOf">The place of an item.</param>
    public async Task<(IReadOnlyList<T> Items, string Next)> TakeAsync<T>(
        Func<TKey?, int, Task<IReadOnlyList<T>>> list,
        Func<T, TKey> keyOf
    ) => Cut(await list(After, Size + 1), keyOf);

    /// <summary>The same of items that come one by one.</summary>
    public async Task<(IReadOnlyList<T> Items, string Next)> TakeAsync<T>(
        IAsyncEnumerable<T> all,
        Func<T, TKey> keyOf,
        CancellationToken cancellationToken
    ) => Cut(await all.Take(Size + 1).ToListAsync(cancellationToken), keyOf);

    private (IReadOnlyList<T> Items, string Next) Cut<T>(IReadOnlyList<T> found, Func<T, TKey> keyOf) =>
        found.Count <= Size ? (found, "") : ([.. found.Take(Size)], Next(keyOf(found[Size - 1])));
}
