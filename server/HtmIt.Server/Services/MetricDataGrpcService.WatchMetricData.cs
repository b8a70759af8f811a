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

    public override async Task WatchMetricData(
        WatchMetricDataRequest request,
        IServerStreamWriter<WatchMetricDataResponse> responseStream,
        ServerCallContext context
    )
    {
        var query = MetricDataMapping.ToQuery(request);
        var keptSince = query.Start is WatchStart.Since or WatchStart.After { Position.Walk: not null }
            ? MetricDataMapping.ToKeptSince(await reader.ReadRangeAsync(context.CancellationToken))
            : null;
        // Headers at once: the caller knows that the watch stands before the first row comes.
        await context.WriteResponseHeadersAsync([]);
        await watches.RunAsync(
            responseStream,
            context,
            request.AfterPosition,
            token => ReadAsync(query, request.AfterPosition, keptSince, token),
            position => new() { Position = position }
        );
    }

    private async IAsyncEnumerable<WatchMessage<WatchMetricDataResponse>> ReadAsync(
        WatchQuery query,
        string last,
        Timestamp? keptSince,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var step in watchMetricData.ExecuteAsync(query, cancellationToken))
        {
            var position = step.Position.ToString();
            var bytes = RowSegment.MeasureBytes(step.Segments);
            foreach (var response in ToResponses(step, last, position))
            {
                response.KeptSince = keptSince;
                keptSince = null;
                yield return new(response, response.Position, bytes);
            }
            last = position;
        }
    }

    /// <summary>Cuts many rows into several messages; all but the last carry the position before them.</summary>
    private static IEnumerable<WatchMetricDataResponse> ToResponses(WatchStep step, string before, string after)
    {
        switch (step.Event)
        {
            case WatchEvent.CaughtUp:
                yield return new() { Position = after, CaughtUp = new() };
                break;
            case WatchEvent.FellBehind:
                yield return new() { Position = after, FellBehind = new() };
                break;
            case WatchEvent.Idle:
                yield return new() { Position = after };
                break;
            default:
                // One message at a time: a reader that does not take it must not cost all others of the step too.
                var left = step.Segments.Sum(segment => segment.Rows.Count);
                foreach (var chunk in step.Segments.SelectMany(MetricDataMapping.ToProto).Chunk(RowsPerMessage))
                {
                    left -= chunk.Length;
                    yield return new()
                    {
                        Position = left == 0 ? after : before,
                        Batch = new() { Rows = { chunk } },
                    };
                }
                break;
        }
    }
}
