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

    /// <summary>Where the page before ended; the default of its type for the first page.</summary>
    public TKey? After { get; } = PageToken.Read<TKey>(token, identity);

    /// <summary>The token of the page that begins after a place; empty without one, which ends the list.</summary>
    public string Next(TKey? end) => end is null ? "" : PageToken.Write(end, identity);

    /// <summary>The token of the page after these items. A full page has one, though there may be nothing on it.</summary>
    public string NextAfter<T>(IReadOnlyList<T> items, Func<T, TKey> keyOf) => items.Count == Size ? Next(keyOf(items[^1])) : "";

    /// <summary>Takes the items of the page, and one more to see whether there is a next one.</summary>
    public async Task<(IReadOnlyList<T> Items, string Next)> TakeAsync<T>(
        IAsyncEnumerable<T> all,
        Func<T, TKey> keyOf,
        CancellationToken cancellationToken
    )
    {
        var items = await all.Take(Size + 1).ToListAsync(cancellationToken);
        if (items.Count <= Size)
        {
            return (items, "");
        }
        items.RemoveAt(Size);
        return (items, Next(keyOf(items[^1])));
    }
}
