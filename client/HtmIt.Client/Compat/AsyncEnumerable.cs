#if !NET10_0_OR_GREATER
using System.Runtime.CompilerServices;

namespace System.Linq;

/// <summary>Stands in for what .NET 10 brought under this name, as far as the client needs it.</summary>
internal static class AsyncEnumerable
{
    public static IAsyncEnumerable<TResult> SelectMany<TSource, TResult>(
        this IAsyncEnumerable<TSource> source,
        Func<TSource, IEnumerable<TResult>> selector
    ) => Flatten(source, selector, CancellationToken.None);

    // The token is the one of whoever enumerates, by WithCancellation.
    private static async IAsyncEnumerable<TResult> Flatten<TSource, TResult>(
        IAsyncEnumerable<TSource> source,
        Func<TSource, IEnumerable<TResult>> selector,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var element in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var result in selector(element))
            {
                yield return result;
            }
        }
    }
}
#endif
