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

            _start = new WatchResumption(response.Position);
            if (ToEvent(response) is { } step)
            {
                yield return step with
                {
                    KeptSince = response.KeptSince?.ToDateTimeOffset(),
                };
            }
        }
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
