using Grpc.Core;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.ModelService</c>.</summary>
internal sealed partial class ModelGrpcService(
    IMetricStore metrics,
    ISampleReader reader,
    CollectStates collectStates,
    Learning learning,
    RestartModel restartModel,
    CreateModel createModel,
    DeleteModel deleteModel,
    MonitorMetrics monitorMetrics,
    ExportModels exportModels,
    ImportModel importModel,
    ImportJson importJson,
    ServerStop stop
) : ModelService.ModelServiceBase
{
    public override async Task<CreateModelResponse> CreateModel(CreateModelRequest request, ServerCallContext context)
    {
        return await CreateAsync(ModelMapping.ToSpec(request.Spec), context);
    }

    public override async Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context) =>
        new() { Model = (await ToProtoAsync([await FindAsync(request.Name, context)], context))[0] };

    public override async Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context)
    {
        var filter = new MetricFilter(SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")), OnlyMonitored: true);
        var page = new Page<MetricPlace>(request.PageSize, request.PageToken, $"models {SelectorMapping.Identity(request.Selector)}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => metrics.ListAsync(filter, after, limit, context.CancellationToken),
            MetricPlace.Of
        );
        var response = new ListModelsResponse { Models = { await ToProtoAsync(found, context) }, NextPageToken = next };
        if (request.IncludeTotalSize)
        {
            response.TotalSize = await metrics.CountAsync(filter, context.CancellationToken);
        }
        return response;
    }

    public override Task<DeleteModelResponse> DeleteModel(DeleteModelRequest request, ServerCallContext context) =>
        Deletion.RunAsync<DeleteModelResponse>(
            request.AllowMissing,
            async () => await deleteModel.ExecuteAsync(await FindAsync(request.Name, context), context.CancellationToken)
        );

    public override async Task<RestartModelResponse> RestartModel(RestartModelRequest request, ServerCallContext context)
    {
        var metric = await FindAsync(request.Name, context);
        var generation = request.HasExpectedGeneration ? request.ExpectedGeneration : (int?)null;
        if (generation < 0)
        {
            throw DomainErrors.InvalidField("expected_generation", generation, "must not be negative");
        }
        await restartModel.ExecuteAsync(metric, ModelMapping.ToReplacement(request), generation, context.CancellationToken);
        return new() { Model = await ToProtoAsync(await FindAsync(request.Name, context), context) };
    }

    private async Task<CreateModelResponse> CreateAsync(Core.Specs.ModelSpec spec, ServerCallContext context)
    {
        var (metric, created) = await createModel.ExecuteAsync(spec, context.CancellationToken);
        return await ToResponseAsync(metric, created, context);
    }

    private async Task<CreateModelResponse> ToResponseAsync(Core.Metrics.Metric metric, bool created, ServerCallContext context) =>
        new() { Model = await ToProtoAsync(metric, context), Created = created };

    private async Task<Core.Metrics.Metric> FindAsync(string name, ServerCallContext context)
    {
        var id = MetricMapping.ToModelId("name", name);
        return await metrics.FindAsync(id, context.CancellationToken) ?? throw MetricErrors.ModelNotFound(id);
    }

    /// <summary>With how collecting them goes.</summary>
    private async Task<IReadOnlyList<Model>> ToProtoAsync(IReadOnlyList<Core.Metrics.Metric> found, ServerCallContext context)
    {
        var states = await collectStates.ReadAsync(found, context.CancellationToken);
        var models = new List<Model>(found.Count);
        foreach (var metric in found)
        {
            var backlog = await reader.CountBacklogAsync(metric, context.CancellationToken);
            models.Add(ModelMapping.ToProto(metric, states.GetValueOrDefault(metric.Id), backlog, learning));
        }
        return models;
    }

    private async Task<Model> ToProtoAsync(Core.Metrics.Metric metric, ServerCallContext context) =>
        ModelMapping.ToProto(metric, await reader.CountBacklogAsync(metric, context.CancellationToken), learning);
}
