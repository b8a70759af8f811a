using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeMetricService(FakeServices services) : MetricService.MetricServiceBase
{
    public override Task<ListDatasourcesResponse> ListDatasources(ListDatasourcesRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListDatasourcesResponse>(nameof(ListDatasources), request, context);

    public override Task<CreateMetricResponse> CreateMetric(CreateMetricRequest request, ServerCallContext context) =>
        services.AnswerAsync<CreateMetricResponse>(nameof(CreateMetric), request, context);

    public override Task<GetMetricResponse> GetMetric(GetMetricRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetMetricResponse>(nameof(GetMetric), request, context);

    public override Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListMetricsResponse>(nameof(ListMetrics), request, context);

    public override Task<DeleteMetricResponse> DeleteMetric(DeleteMetricRequest request, ServerCallContext context) =>
        services.AnswerAsync<DeleteMetricResponse>(nameof(DeleteMetric), request, context);

    public override Task<UpdateMetricResponse> UpdateMetric(UpdateMetricRequest request, ServerCallContext context) =>
        services.AnswerAsync<UpdateMetricResponse>(nameof(UpdateMetric), request, context);

    public override Task<BatchDeleteMetricsResponse> BatchDeleteMetrics(BatchDeleteMetricsRequest request, ServerCallContext context) =>
        services.AnswerAsync<BatchDeleteMetricsResponse>(nameof(BatchDeleteMetrics), request, context);

    public override Task<GetMetricStatisticsResponse> GetMetricStatistics(GetMetricStatisticsRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetMetricStatisticsResponse>(nameof(GetMetricStatistics), request, context);
}
