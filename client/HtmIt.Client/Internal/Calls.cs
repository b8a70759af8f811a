using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Makes unary calls with a deadline and mapped errors, and turns pages.</summary>
internal sealed class Calls(HtmItClientOptions options)
{
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        RequestOptions? requestOptions,
        CancellationToken cancellationToken
    )
    {
        var limit = requestOptions?.Deadline ?? options.DefaultDeadline;
        HtmItClientOptions.CheckDeadline(limit);
        DateTime? deadline = limit == Timeout.InfiniteTimeSpan ? null : options.TimeProvider.GetUtcNow().UtcDateTime + limit;
        try
        {
            using var started = call(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
            return await started.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapping.ToException(exception);
        }
    }

    /// <summary>Yields the items of all pages. <paramref name="getPage"/> gets a page token and answers the items and the next token.</summary>
    public static async IAsyncEnumerable<TItem> PagesAsync<TItem>(
        Func<string, CancellationToken, Task<(IEnumerable<TItem> Items, string NextPageToken)>> getPage,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pageToken = "";
        do
        {
            (var items, pageToken) = await getPage(pageToken, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
            {
                yield return item;
            }
        } while (pageToken.Length > 0);
    }
}
