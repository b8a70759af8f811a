using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Paging;
using HtmIt.Core.Watch;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.MetricDataService</c>; the streams have a file each.</summary>
internal sealed partial class MetricDataGrpcService(
    IngestLanes ingest,
    ListMetricData listMetricData,
    WatchMetricData watchMetricData,
    ISampleReader reader,
    WatchStreams watches,
    ServerStop stop,
    TimeProvider time
) : MetricDataService.MetricDataServiceBase
{
    private const string AllMetrics = "metrics/-";
    private const int DefaultPage = 1_000;
    private const int LargestPage = 10_000;

    /// <summary>The original's planning figure, which clients of its API know.</summary>
    private const double SecondsPerRow = 0.05;

    public override async Task<ListMetricDataResponse> ListMetricData(ListMetricDataRequest request, ServerCallContext context)
    {
        var query = ToQuery(request);
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var identity = query.ToString();
        var after = PageToken.Read<ListMetricData.Place>(request.PageToken, identity);
        var page = await listMetricData.ExecuteAsync(query, after, size, context.CancellationToken);
        // After the rows, so that nothing is removed unsaid between the two.
        var range = await reader.ReadRangeAsync(context.CancellationToken);
        var response = new ListMetricDataResponse
        {
            Rows = { page.Segments.SelectMany(MetricDataMapping.ToProto) },
            KeptSince = MetricDataMapping.ToKeptSince(range),
        };
        if (page.Next is { } next)
        {
            response.NextPageToken = PageToken.Write(next, identity);
        }
        return response;
    }

    public override async Task<GetProcessingStatisticsResponse> GetProcessingStatistics(
        GetProcessingStatisticsRequest request,
        ServerCallContext context
    )
    {
        var count = await reader.CountUnprocessedAsync(null, context.CancellationToken);
        return new()
        {
            UnprocessedRowCount = count,
            ProcessingTimeRemaining = Duration.FromTimeSpan(TimeSpan.FromSeconds(Math.Ceiling(count * SecondsPerRow))),
        };
    }

    private static ListQuery ToQuery(ListMetricDataRequest request) =>
        new(request.Metric == AllMetrics ? null : MetricMapping.ToMetricId("metric", request.Metric))
        {
            FromTime = MetricDataMapping.ToStartTime(request.StartTime),
            ToTime = MetricDataMapping.ToTime("end_time", request.EndTime),
            FromRowId = NotNegative("first_row_id", request.FirstRowId),
            ToRowId = NotNegative("last_row_id", request.LastRowId),
            Filter = MetricDataMapping.ToFilter(
                request.HasMinAnomalyScore,
                request.MinAnomalyScore,
                request.HasMinSurprise,
                request.MinSurprise
            ),
            IncludeUnscored = request.IncludeUnscored,
            Descending = request.Order switch
            {
                DataOrder.Ascending => false,
                DataOrder.Descending => true,
                DataOrder.Unspecified => request.StartTime is null,
                _ => throw DomainErrors.InvalidField("order", request.Order, "must be one of the values of DataOrder"),
            },
            LimitPerMetric = (int)(NotNegative("limit_per_metric", request.LimitPerMetric) ?? 0),
        };

    private static long? NotNegative(string field, long value) =>
        value switch
        {
            < 0 => throw DomainErrors.InvalidField(field, value, "must not be negative"),
            0 => null,
            _ => value,
        };
}
