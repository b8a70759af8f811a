using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Reads what a server streams over as many connections as it takes, without end.</summary>
/// <param name="open">Makes a connection that goes on where the one before broke.</param>
/// <param name="options">Backoff and clock.</param>
internal sealed class ResumedStream<T>(Func<CancellationToken, AsyncServerStreamingCall<T>> open, HtmItClientOptions options)
    where T : class
{
    private readonly Backoff _backoff = new(options.Backoff, options.TimeProvider);
    private TimeSpan? _retryAfter;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var call = open(cancellationToken);
            while (await TryReadAsync(call, cancellationToken).ConfigureAwait(false) is { } response)
            {
                _backoff.Reset();
                yield return response;
            }

            await _backoff.WaitAsync(_retryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next response, or null when the connection broke in a way that a new attempt may mend.</summary>
    private async Task<T?> TryReadAsync(AsyncServerStreamingCall<T> call, CancellationToken cancellationToken)
    {
        _retryAfter = null;
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ? call.ResponseStream.Current : null;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cause = ErrorMapping.ToException(exception);
            _retryAfter = cause.Error.RetryAfter;
            return ErrorMapping.IsTransient(cause) ? null : throw cause;
        }
    }
}
