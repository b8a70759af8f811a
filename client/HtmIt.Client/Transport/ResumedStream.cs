using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Reads what a server streams over as many connections as it takes, without end.</summary>
/// <param name="contract">What is asked before the first.</param>
/// <param name="open">Makes a connection that goes on where the one before broke.</param>
/// <param name="backoff">Waiting times between attempts.</param>
/// <param name="maxOutage">How long the server may stay away before the stream fails.</param>
/// <param name="timeProvider">The clock of both.</param>
internal sealed class ResumedStream<T>(
    ContractCheck contract,
    Func<CancellationToken, AsyncServerStreamingCall<T>> open,
    BackoffOptions backoff,
    TimeSpan maxOutage,
    TimeProvider timeProvider
)
    where T : class
{
    private readonly Backoff _backoff = new(backoff, timeProvider);
    private Outage? _outage;

    /// <summary>A stream that waits for its server without limit, with the client's waiting times.</summary>
    public ResumedStream(ContractCheck contract, Func<CancellationToken, AsyncServerStreamingCall<T>> open, HtmItClientOptions options)
        : this(contract, open, options.Backoff, Timeout.InfiniteTimeSpan, options.TimeProvider) { }

    public async IAsyncEnumerable<Received<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var call = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
            while (call is not null && await TryReadAsync(call, cancellationToken).ConfigureAwait(false) is { } response)
            {
                var outage = _outage;
                _outage = null;
                _backoff.Reset();
                yield return new(response, outage);
            }

            await _backoff.WaitAsync(_outage?.Cause?.Error.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A connection, or null when the server could not be asked about its contract, and a new attempt may mend that.</summary>
    private async Task<AsyncServerStreamingCall<T>?> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HtmItException exception)
        {
            BrokeOff(exception);
            return null;
        }

        return open(cancellationToken);
    }

    /// <summary>The next response, or null when the connection broke in a way that a new attempt may mend.</summary>
    private async Task<T?> TryReadAsync(AsyncServerStreamingCall<T> call, CancellationToken cancellationToken)
    {
        HtmItException? cause = null;
        try
        {
            if (await call.ResponseStream.NextAsync(contract.Target, cancellationToken).ConfigureAwait(false) is { } response)
            {
                return response;
            }
        }
        catch (HtmItException exception)
        {
            cause = exception;
        }

        BrokeOff(cause);
        return null;
    }

    private void BrokeOff(HtmItException? cause)
    {
        _outage = new Outage(_outage?.Since ?? timeProvider.GetTimestamp(), cause, (_outage?.Attempts ?? 0) + 1);
        var isTooLong = maxOutage != Timeout.InfiniteTimeSpan && timeProvider.GetElapsedTime(_outage.Since) >= maxOutage;
        if (cause is not null && (isTooLong || !ErrorMapping.IsTransient(cause)))
        {
            throw cause;
        }
    }
}
