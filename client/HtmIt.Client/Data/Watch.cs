using System.Runtime.CompilerServices;
using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One watch over as many connections as it takes.</summary>
internal sealed class Watch(
    MetricDataService.MetricDataServiceClient stub,
    WatchOptions options,
    BackoffOptions backoffOptions,
    TimeProvider timeProvider
)
{
    private readonly RecentRows _given = new();
    private readonly Backoff _backoff = new(backoffOptions, timeProvider);
    private string? _position = options.AfterPosition;
    private HtmItException? _cause;
    private long? _brokenSince;
    private int _attempts;

    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var call = stub.WatchMetricData(DataMapping.ToWatchRequest(options, _position), cancellationToken: cancellationToken);
            while (await TryReadAsync(call, cancellationToken).ConfigureAwait(false) is { } response)
            {
                if (_brokenSince is not null)
                {
                    yield return new WatchReconnected(_position ?? "", _cause, _attempts);
                    ConnectionIsBack();
                }

                _position = response.Position;
                if (ToEvent(response) is { } step)
                {
                    yield return step with
                    {
                        KeptSince = response.KeptSince?.ToDateTimeOffset(),
                    };
                }
            }

            await _backoff.WaitAsync(_cause?.Error.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next response, or null when the connection broke in a way that a new attempt may mend.</summary>
    private async Task<WatchMetricDataResponse?> TryReadAsync(
        AsyncServerStreamingCall<WatchMetricDataResponse> call,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false))
            {
                return call.ResponseStream.Current;
            }

            ConnectionBroke(cause: null);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ConnectionBroke(ErrorMapping.ToException(exception));
        }

        return null;
    }

    private void ConnectionBroke(HtmItException? cause)
    {
        _cause = cause;
        _attempts++;
        _brokenSince ??= timeProvider.GetTimestamp();
        var limit = options.MaxOutage;
        var isTooLong = limit != Timeout.InfiniteTimeSpan && timeProvider.GetElapsedTime(_brokenSince.Value) >= limit;
        if (cause is not null && (isTooLong || !ErrorMapping.IsTransient(cause)))
        {
            throw cause;
        }
    }

    private void ConnectionIsBack()
    {
        _brokenSince = null;
        _attempts = 0;
        _backoff.Reset();
    }

    private WatchEvent? ToEvent(WatchMetricDataResponse response) =>
        response.EventCase switch
        {
            WatchMetricDataResponse.EventOneofCase.Batch => ToRows(response),
            WatchMetricDataResponse.EventOneofCase.CaughtUp => new WatchCaughtUp(response.Position),
            WatchMetricDataResponse.EventOneofCase.FellBehind => new WatchFellBehind(response.Position),
            _ => new WatchIdle(response.Position),
        };

    private WatchRows? ToRows(WatchMetricDataResponse response)
    {
        var rows = new List<MetricDataRow>(response.Batch.Rows.Count);
        foreach (var generated in response.Batch.Rows)
        {
            var row = DataMapping.ToRow(generated);
            if (_given.IsNew(row))
            {
                rows.Add(row);
            }
        }

        return rows.Count > 0 ? new WatchRows(response.Position, rows) : null;
    }
}
