using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeMetricDataService(FakeServices services) : MetricDataService.MetricDataServiceBase
{
    public override Task IngestMetricData(
        IAsyncStreamReader<IngestMetricDataRequest> requestStream,
        IServerStreamWriter<IngestMetricDataResponse> responseStream,
        ServerCallContext context
    ) => services.Ingest?.Invoke(requestStream, responseStream, context) ?? throw Unset();

    public override Task WatchMetricData(
        WatchMetricDataRequest request,
        IServerStreamWriter<WatchMetricDataResponse> responseStream,
        ServerCallContext context
    ) => services.Watch?.Invoke(request, responseStream, context) ?? throw Unset();

    public override Task<WriteMetricDataResponse> WriteMetricData(WriteMetricDataRequest request, ServerCallContext context) =>
        services.AnswerAsync<WriteMetricDataResponse>(nameof(WriteMetricData), request, context);

    public override Task<ListMetricDataResponse> ListMetricData(ListMetricDataRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListMetricDataResponse>(nameof(ListMetricData), request, context);

    public override Task<ListMetricDataBucketsResponse> ListMetricDataBuckets(
        ListMetricDataBucketsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListMetricDataBucketsResponse>(nameof(ListMetricDataBuckets), request, context);

    public override Task<GetProcessingStatisticsResponse> GetProcessingStatistics(
        GetProcessingStatisticsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<GetProcessingStatisticsResponse>(nameof(GetProcessingStatistics), request, context);

    private static RpcException Unset() => new(new Status(StatusCode.Unimplemented, "Not set."));
}
