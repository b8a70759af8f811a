using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Reads streams with mapped errors.</summary>
internal static class StreamReading
{
    /// <summary>The next message; null at the end. The target is where the call went, if that is known.</summary>
    public static async Task<T?> NextAsync<T>(this IAsyncStreamReader<T> responses, string? target, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await responses.MoveNext(cancellationToken).ConfigureAwait(false) ? responses.Current : null;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapping.ToException(exception, target);
        }
    }
}
