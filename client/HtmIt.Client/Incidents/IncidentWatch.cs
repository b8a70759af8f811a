using System.Runtime.CompilerServices;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One watch of incidents, over as many connections as it takes.</summary>
internal sealed class IncidentWatch(
    IncidentService.IncidentServiceClient stub,
    ContractCheck contract,
    WatchIncidentsOptions options,
    HtmItClientOptions clientOptions
)
{
    private WatchStart _start = options.Start;

    public async IAsyncEnumerable<WatchEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumedStream<WatchIncidentsResponse>(
            contract,
            token => stub.WatchIncidents(IncidentMapping.ToWatchRequest(options, _start), cancellationToken: token),
            clientOptions
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

    private static WatchEvent? ToEvent(WatchIncidentsResponse response) =>
        response.EventCase switch
        {
            WatchIncidentsResponse.EventOneofCase.Batch => new WatchIncidents(
                response.Position,
                [.. response.Batch.Changes.Select(IncidentMapping.ToChange)]
            ),
            WatchIncidentsResponse.EventOneofCase.CaughtUp => new WatchCaughtUp(response.Position)
            {
                KeptSince = response.CaughtUp.KeptSince?.ToDateTimeOffset(),
            },
            // The stream ends after it, and goes on with the next connection like after any break.
            WatchIncidentsResponse.EventOneofCase.ServerStopping => null,
            _ => new WatchIdle(response.Position),
        };
}
