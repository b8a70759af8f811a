using HtmIt.Core.Aws;
using HtmIt.Core.Paging;

namespace HtmIt.Server.Mapping;

/// <summary>One page of what AWS has.</summary>
/// <param name="identity">The request that tokens belong to.</param>
internal sealed class DiscoveryPage(int size, string token, string identity)
{
    private const int DefaultSize = 100;
    private const int LargestSize = 1_000;

    private readonly int _size = PageMapping.ToPageSize(size, DefaultSize, LargestSize);

    /// <summary>Where the page before ended; null for the first one.</summary>
    public DiscoveryKey? After { get; } = PageToken.Read<DiscoveryKey>(token, identity);

    /// <summary>Takes one page, and one more item to see whether there is a next one.</summary>
    public async Task<(IReadOnlyList<T> Items, string Next)> TakeAsync<T>(
        IAsyncEnumerable<T> all,
        Func<T, DiscoveryKey> key,
        CancellationToken cancellationToken
    )
    {
        var items = await all.Take(_size + 1).ToListAsync(cancellationToken);
        if (items.Count <= _size)
        {
            return (items, "");
        }
        items.RemoveAt(_size);
        return (items, PageToken.Write(key(items[^1]), identity));
    }
}
