using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Reads streams with mapped errors.</summary>
internal static class StreamReading
{
    /// <summary>The next message; null at the end.</summary>
    public static async Task<T?> NextAsync<T>(this IAsyncStreamReader<T> responses, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await responses.MoveNext(cancellationToken).ConfigureAwait(false) ? responses.Current : null;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapping.ToException(exception);
        }
    }
}
