using Grpc.Core;
using HtmIt.Core.Data;
using HtmIt.Server.Mapping;
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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var last = request.AfterPosition;
        var keptSince = query.Start is WatchStart.Since or WatchStart.After { Position.Walk: not null }
            ? MetricDataMapping.ToKeptSince(await reader.ReadRangeAsync(context.CancellationToken))
            : null;
        try
        {
            // Headers at once: the caller knows that the watch stands before the first row comes.
            await context.WriteResponseHeadersAsync([]);
            await foreach (var step in watchMetricData.ExecuteAsync(query, stop.Token))
            {
                var position = step.Position.ToString();
                foreach (var response in ToResponses(step, last, position))
                {
                    response.KeptSince = keptSince;
                    keptSince = null;
                    await responseStream.WriteAsync(response, stop.Token);
                }
                last = position;
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "The server is stopping; resume with the last position."));
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
                var chunks = step.Segments.SelectMany(MetricDataMapping.ToProto).Chunk(RowsPerMessage).ToArray();
                for (var i = 0; i < chunks.Length; i++)
                {
                    yield return new()
                    {
                        Position = i == chunks.Length - 1 ? after : before,
                        Batch = new() { Rows = { chunks[i] } },
                    };
                }
                break;
        }
    }
}
