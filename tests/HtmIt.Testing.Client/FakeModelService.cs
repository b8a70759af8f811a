using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeModelService(FakeServices services) : ModelService.ModelServiceBase
{
    public override Task<CreateModelResponse> CreateModel(CreateModelRequest request, ServerCallContext context) =>
        services.AnswerAsync<CreateModelResponse>(nameof(CreateModel), request, context);

    public override Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetModelResponse>(nameof(GetModel), request, context);

    public override Task<MonitorMetricsResponse> MonitorMetrics(MonitorMetricsRequest request, ServerCallContext context) =>
        services.AnswerAsync<MonitorMetricsResponse>(nameof(MonitorMetrics), request, context);

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListModelsResponse>(nameof(ListModels), request, context);

    public override Task<DeleteModelResponse> DeleteModel(DeleteModelRequest request, ServerCallContext context) =>
        services.AnswerAsync<DeleteModelResponse>(nameof(DeleteModel), request, context);

    public override Task<RestartModelResponse> RestartModel(RestartModelRequest request, ServerCallContext context) =>
        services.AnswerAsync<RestartModelResponse>(nameof(RestartModel), request, context);

    public override Task<RestartModelsResponse> RestartModels(RestartModelsRequest request, ServerCallContext context) =>
        services.AnswerAsync<RestartModelsResponse>(nameof(RestartModels), request, context);

    public override Task<BatchCreateModelsResponse> BatchCreateModels(BatchCreateModelsRequest request, ServerCallContext context) =>
        services.AnswerAsync<BatchCreateModelsResponse>(nameof(BatchCreateModels), request, context);
}
