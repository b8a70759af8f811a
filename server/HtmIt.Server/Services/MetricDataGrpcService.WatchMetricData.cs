using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Log;
using HtmIt.Core.Watch;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>The watch.</content>
internal sealed partial class MetricDataGrpcService
{
    private const int RowsPerMessage = 1_000;
    private const int NamesPerMessage = 10_000;

    public override async Task WatchMetricData(
        WatchMetricDataRequest request,
        IServerStreamWriter<WatchMetricDataResponse> responseStream,
        ServerCallContext context
    )
    {
        var query = MetricDataMapping.ToQuery(request, learning);
        // Headers at once: the caller knows that the watch stands before the first row comes.
        await context.WriteResponseHeadersAsync([]);
        await watches.RunAsync(
            responseStream,
            context,
            request.AfterPosition,
            token => ReadAsync(query, request.AfterPosition, token),
            position => Step(position, step => step.ServerStopping = new())
        );
    }

    private async IAsyncEnumerable<WatchMessage<WatchMetricDataResponse>> ReadAsync(
        WatchQuery query,
        string last,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var step in watchMetricData.ExecuteAsync(query, cancellationToken))
        {
            var position = step.Position.ToString();
            var bytes = RowSegment.MeasureBytes(step.Segments);
            var keptSince =
                step.Event == WatchEvent.CaughtUp ? MetricDataMapping.ToKeptSince(await reader.ReadRangeAsync(cancellationToken)) : null;
            var known = await seenMetrics.FindAsync(step.Segments, cancellationToken);
            foreach (var response in ToResponses(step, known, keptSince, last, position))
            {
                yield return new(response, response.Position, bytes);
            }
            last = position;
        }
    }

    /// <summary>Cuts many rows into several messages; all but the last carry the position before them.</summary>
    private IEnumerable<WatchMetricDataResponse> ToResponses(
        WatchStep step,
        IReadOnlyDictionary<int, Core.Metrics.Metric> known,
        Timestamp? keptSince,
        string before,
        string after
    )
    {
        switch (step.Event)
        {
            case WatchEvent.CaughtUp:
                yield return Step(after, response => response.CaughtUp = new() { KeptSince = keptSince });
                break;
            case WatchEvent.FellBehind:
                yield return Step(after, response => response.FellBehind = new());
                break;
            case WatchEvent.MetricsAdded:
                foreach (var names in Names(step))
                {
                    yield return Step(after, response => response.MetricsAdded = new() { Metrics = { names } });
                }
                break;
            case WatchEvent.MetricsRemoved:
                foreach (var names in Names(step))
                {
                    yield return Step(after, response => response.MetricsRemoved = new() { Metrics = { names } });
                }
                break;
            case WatchEvent.Idle:
                yield return Step(after, _ => { });
                break;
            default:
                // One message at a time: a reader that does not take it must not cost all others of the step too.
                var left = step.Segments.Sum(segment => segment.Rows.Count);
                foreach (var batch in MetricRowsMapping.ToBatches(step.Segments, known, RowsPerMessage, learning))
                {
                    left -= batch.MetricRows.Sum(metric => metric.Rows.Count);
                    yield return Step(left == 0 ? after : before, response => response.Batch = batch);
                }
                break;
        }
    }

    private static IEnumerable<string[]> Names(WatchStep step) => step.Metrics.Select(id => id.ResourceName).Chunk(NamesPerMessage);

    private WatchMetricDataResponse Step(string position, Action<WatchMetricDataResponse> tell)
    {
        var response = new WatchMetricDataResponse { Position = position, ServerTime = time.GetUtcNow().ToTimestamp() };
        tell(response);
        return response;
    }
}
