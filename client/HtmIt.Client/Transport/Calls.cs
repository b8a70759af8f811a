using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Makes unary calls with a deadline and mapped errors, to servers that speak the client's contract, and turns pages.</summary>
internal sealed class Calls(HtmItClientOptions options, ContractCheck contract)
{
    /// <summary>What every call passes before it is made, streams too.</summary>
    public ContractCheck Contract => contract;

    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        var deadline = DeadlineOf(options);
        await contract.PassAsync(options.Deadline, cancellationToken).ConfigureAwait(false);
        return await SendAsync(call, request, deadline, contract.Target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the one call that servers of every revision understand.</summary>
    public Task<TResponse> CallUncheckedAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        CancellationToken cancellationToken
    ) => SendAsync(call, request, DeadlineOf(options), contract.Target, cancellationToken);

    /// <summary>When a call that begins now has to end; null for never.</summary>
    public static DateTime? DeadlineOf(HtmItClientOptions options) =>
        options.Deadline == Timeout.InfiniteTimeSpan ? null : options.TimeProvider.GetUtcNow().UtcDateTime + options.Deadline;

    public static async Task<TResponse> SendAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        DateTime? deadline,
        string? target,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var started = call(request, new CallOptions(deadline: deadline, cancellationToken: cancellationToken));
            return await started.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapping.ToException(exception, target);
        }
    }

    /// <summary>Lists the items of all pages, a page at a time as the list is read.</summary>
    /// <param name="call">Gets a page.</param>
    /// <param name="toRequest">Makes the request for the page with a token; the first one's is empty.</param>
    /// <param name="read">Takes the items and the next page's token from a page; an empty token ends the list.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public async IAsyncEnumerable<TItem> ListAsync<TRequest, TResponse, TItem>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        Func<string, TRequest> toRequest,
        Func<TResponse, (IEnumerable<TItem> Items, string NextPageToken)> read,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pageToken = "";
        do
        {
            var page = await CallAsync(call, toRequest(pageToken), cancellationToken).ConfigureAwait(false);
            (var items, pageToken) = read(page);
            foreach (var item in items)
            {
                yield return item;
            }
        } while (pageToken.Length > 0);
    }
}
