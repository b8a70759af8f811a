using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Sends the requests of a call in both directions while its responses are read.</summary>
internal static class RequestSending
{
    public static async Task RunAsync<T>(IClientStreamWriter<T> writer, IAsyncEnumerable<T> requests, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var request in requests.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                await writer.WriteAsync(request, stop.Token).ConfigureAwait(false);
            }

            await writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The call ended; whoever reads its results learns why.
        }
        catch
        {
            // The requests can't be read: end the call, so that the reader does not wait for results that never come.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The next response. When the call ended because the requests can't be read, that is what the caller learns.</summary>
    public static async Task<T?> NextAsync<T>(
        IAsyncStreamReader<T> responses,
        string? target,
        Task sending,
        CancellationTokenSource stop,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return await responses.NextAsync(target, cancellationToken).ConfigureAwait(false);
        }
        catch (HtmItException) when (stop.IsCancellationRequested)
        {
            await sending.ConfigureAwait(false);
            throw;
        }
    }
}
