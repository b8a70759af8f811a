using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Watch;
using HtmIt.Server.Batches;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.MetricDataService</c>; the streams have a file each.</summary>
internal sealed partial class MetricDataGrpcService(
    IngestLanes ingest,
    ListMetricData listMetricData,
    ListBuckets listBuckets,
    WatchMetricData watchMetricData,
    SeenMetrics seenMetrics,
    ISampleReader reader,
    Learning learning,
    WatchStreams watches,
    ServerStop stop,
    TimeProvider time
) : MetricDataService.MetricDataServiceBase, IBatchService
{
    private const int DefaultPage = 1_000;
    internal const int LargestPage = 10_000;

    public override async Task<ListMetricDataResponse> ListMetricData(ListMetricDataRequest request, ServerCallContext context)
    {
        var query = ListQueryMapping.ToQuery(request, learning);
        var page = new Page<ListMetricData.Place>(request.PageSize, request.PageToken, query.ToString(), DefaultPage, LargestPage);
        // Before the rows, so that a watch from there on misses none.
        var before = page.IsFirst ? await reader.ReadRangeAsync(context.CancellationToken) : default(LogRange?);
        var found = await listMetricData.ExecuteAsync(query, page.After, page.Size, context.CancellationToken);
        // After the rows, so that nothing is removed unsaid between the two.
        var range = await reader.ReadRangeAsync(context.CancellationToken);
        return new()
        {
            MetricRows = { found.Metrics.Select(one => MetricRowsMapping.ToProto(one.Metric, one.Rows, learning)) },
            KeptSince = MetricDataMapping.ToKeptSince(range),
            NextPageToken = page.Next(found.Next),
            Position = before is { } start ? new WatchPosition(start.Newest).ToString() : "",
        };
    }

    public override async Task<ListMetricDataBucketsResponse> ListMetricDataBuckets(
        ListMetricDataBucketsRequest request,
        ServerCallContext context
    )
    {
        var (metric, division) = BucketMapping.ToQuery(request);
        var buckets = await listBuckets.ExecuteAsync(metric, division, context.CancellationToken);
        // After the buckets, as after the rows above.
        var range = await reader.ReadRangeAsync(context.CancellationToken);
        return new()
        {
            Buckets = { buckets.Select(BucketMapping.ToProto) },
            BucketWidth = new() { Seconds = division.Width },
            KeptSince = MetricDataMapping.ToKeptSince(range),
        };
    }

    public override async Task<GetProcessingStatisticsResponse> GetProcessingStatistics(
        GetProcessingStatisticsRequest request,
        ServerCallContext context
    )
    {
        var count = await reader.CountUnprocessedAsync(null, context.CancellationToken);
        return new() { UnprocessedRowCount = count };
    }
}
