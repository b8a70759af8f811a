using System.Runtime.CompilerServices;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One watch of rows, over as many connections as it takes.</summary>
internal sealed class Watch(
    MetricDataService.MetricDataServiceClient stub,
    ContractCheck contract,
    WatchOptions options,
    HtmItClientOptions clientOptions
)
{
    private readonly RecentRows _given = new();
    private WatchStart _start = options.Start;

    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumedStream<WatchMetricDataResponse>(
            contract,
            token => stub.WatchMetricData(DataMapping.ToWatchRequest(options, _start), cancellationToken: token),
            options.Backoff ?? clientOptions.Backoff,
            options.MaxOutage,
            clientOptions.TimeProvider
        );
        await foreach (var (response, outage) in stream.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (outage is not null)
            {
                var position = (_start as WatchResumption)?.Position ?? "";
                yield return new WatchReconnected(position, outage.Cause, outage.Attempts);
            }

            if (response.Position.Length > 0)
            {
                _start = new WatchResumption(response.Position);
            }

            if (ToEvent(response) is { } step)
            {
                yield return step with
                {
                    ServerTime = response.ServerTime?.ToDateTimeOffset(),
                };
            }
        }
    }

    private WatchEvent? ToEvent(WatchMetricDataResponse response) =>
        response.EventCase switch
        {
            WatchMetricDataResponse.EventOneofCase.Batch => ToRows(response),
            WatchMetricDataResponse.EventOneofCase.CaughtUp => new WatchCaughtUp(response.Position)
            {
                KeptSince = response.CaughtUp.KeptSince?.ToDateTimeOffset(),
            },
            WatchMetricDataResponse.EventOneofCase.FellBehind => new WatchFellBehind(response.Position),
            // The stream ends after it, and goes on with the next connection like after any break.
            WatchMetricDataResponse.EventOneofCase.ServerStopping => null,
            _ => new WatchIdle(response.Position),
        };

    private WatchRows? ToRows(WatchMetricDataResponse response)
    {
        var metrics = response
            .Batch.MetricRows.Select(DataMapping.ToRows)
            .Select(metric => metric with { Rows = [.. metric.Rows.Where(_given.IsNew)] })
            .Where(metric => metric.Rows.Count > 0)
            .ToList();
        return metrics.Count > 0 ? new WatchRows(response.Position, metrics) : null;
    }
}
