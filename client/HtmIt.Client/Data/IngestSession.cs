using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Writers → channel → collector → window → connection, each part bounded. This class starts, reconnects and ends them.</summary>
internal sealed class IngestSession : IIngestSession
{
    private readonly IngestOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Channel<IngestEntry> _entries;
    private readonly IngestWindow _window;
    private readonly IngestCounters _counters;
    private readonly IngestConnection _connection;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _collecting;
    private readonly Task _sending;
    private Exception? _failure;
    private int _isDisposed;

    public IngestSession(
        MetricDataService.MetricDataServiceClient stub,
        ContractCheck contract,
        IngestOptions options,
        BackoffOptions backoff,
        TimeProvider timeProvider
    )
    {
        _options = options;
        _timeProvider = timeProvider;
        _entries = Channel.CreateBounded<IngestEntry>(options.BatchSize);
        _window = new IngestWindow(options.MaxUnacknowledgedBatches);
        _counters = new IngestCounters(options);
        _connection = new IngestConnection(stub, contract, _window, _counters);
        _backoff = new Backoff(backoff, timeProvider);
        var collector = new IngestCollector(_entries.Reader, _window, options, timeProvider);
        _collecting = Task.Run(() => RunPartAsync(collector.RunAsync));
        _sending = Task.Run(() => RunPartAsync(SendAsync));
    }

    public IngestStatistics Statistics => _counters.Snapshot();

    public ValueTask WriteAsync(MetricTarget target, Sample sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var entry = IngestEntry.Of(target, sample);
        if (_entries.Writer.TryWrite(entry))
        {
            _counters.CountWritten();
            return ValueTask.CompletedTask;
        }

        return WriteSlowlyAsync(entry, cancellationToken);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteEntryAsync(IngestEntry.Of(done), cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(done.Task, _sending).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!done.Task.IsCompleted)
        {
            ThrowEnded();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _entries.Writer.TryComplete();
        var ended = Task.WhenAll(_collecting, _sending);
        await Task.WhenAny(ended, Task.Delay(_options.CloseTimeout, _timeProvider, _stop.Token)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await ended.ConfigureAwait(false);
        _window.Dispose();
        _stop.Dispose();
    }

    private async ValueTask WriteSlowlyAsync(IngestEntry entry, CancellationToken cancellationToken)
    {
        await WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        _counters.CountWritten();
    }

    private async ValueTask WriteEntryAsync(IngestEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await _entries.Writer.WriteAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            ThrowEnded();
        }
    }

    /// <summary>Runs a part so that its task never fails: a failure ends the whole session and is thrown to the writers.</summary>
    private async Task RunPartAsync(Func<CancellationToken, Task> part)
    {
        try
        {
            await part(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposing gave up waiting, or the other part failed.
        }
#pragma warning disable CA1031 // The failure is not swallowed: it is rethrown by every call from here on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            _entries.Writer.TryComplete();
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        long? brokenSince = null;
        // No connection before there is something to send: an idle session does not mind a server that is away.
        while (await _window.NextAfterAsync(0, cancellationToken).ConfigureAwait(false) is not null)
        {
            var acknowledgedBefore = _window.AcknowledgedCount;
            if (await _connection.RunAsync(cancellationToken).ConfigureAwait(false) is not { } cause)
            {
                return;
            }

            if (_window.AcknowledgedCount > acknowledgedBefore)
            {
                brokenSince = null;
                _backoff.Reset();
            }

            brokenSince ??= _timeProvider.GetTimestamp();
            ThrowIfFinal(cause, _timeProvider.GetElapsedTime(brokenSince.Value));
            _counters.CountReconnect();
            _options.OnConnectionBroken?.Invoke(cause);
            await _backoff.WaitAsync(cause.Error.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfFinal(HtmItException cause, TimeSpan outage)
    {
        var isTooLong = _options.MaxOutage != Timeout.InfiniteTimeSpan && outage >= _options.MaxOutage;
        if (isTooLong || !ErrorMapping.IsTransient(cause))
        {
            throw cause;
        }
    }

    private void ThrowEnded()
    {
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        throw new ObjectDisposedException(nameof(IIngestSession));
    }
}
