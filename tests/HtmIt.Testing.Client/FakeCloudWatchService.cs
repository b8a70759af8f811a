using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeCloudWatchService(FakeServices services) : CloudWatchService.CloudWatchServiceBase
{
    public override Task<ListAwsResourcesResponse> ListAwsResources(ListAwsResourcesRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListAwsResourcesResponse>(nameof(ListAwsResources), request, context);

    public override Task<ListAvailableMetricsResponse> ListAvailableMetrics(
        ListAvailableMetricsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListAvailableMetricsResponse>(nameof(ListAvailableMetrics), request, context);

    public override Task<GetCollectionStatisticsResponse> GetCollectionStatistics(
        GetCollectionStatisticsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<GetCollectionStatisticsResponse>(nameof(GetCollectionStatistics), request, context);

    public override Task<EstimateCollectionCostResponse> EstimateCollectionCost(
        EstimateCollectionCostRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<EstimateCollectionCostResponse>(nameof(EstimateCollectionCost), request, context);
}
