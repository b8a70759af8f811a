using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Paging;
using HtmIt.Core.Specs;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.ModelService</c>.</summary>
internal sealed partial class ModelGrpcService(
    IMetricStore metrics,
    ISampleReader reader,
    IModelRuntime runtime,
    CreateModel createModel,
    DeleteModel deleteModel,
    ExportModels exportModels,
    ImportModel importModel,
    ImportJson importJson,
    ServerStop stop
) : ModelService.ModelServiceBase
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<CreateModelResponse> CreateModel(CreateModelRequest request, ServerCallContext context)
    {
        return await CreateAsync(ModelMapping.ToSpec(request.Spec), context);
    }

    public override async Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context) =>
        new() { Model = await ToProtoAsync(await FindAsync(request.Name, context), context) };

    public override async Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context)
    {
        var statuses = request.Statuses.Select((status, i) => MetricMapping.ToStatus($"statuses[{i}]", status)).ToArray();
        var filter = new MetricFilter(
            DatasourceMapping.ToDatasource(request.Datasource),
            MetricMapping.ToServer(request.Server),
            OnlyMonitored: true
        )
        {
            Statuses = statuses,
        };
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var identity = $"models {request.Datasource} {string.Join(',', request.Statuses)} {request.Server}";
        var after = PageToken.Read<MetricKey>(request.PageToken, identity);
        var page = await metrics.ListAsync(filter, after, size, context.CancellationToken);
        var response = new ListModelsResponse();
        foreach (var metric in page)
        {
            response.Models.Add(await ToProtoAsync(metric, context));
        }
        if (page.Count == size)
        {
            response.NextPageToken = PageToken.Write(new MetricKey(page[^1].Server, page[^1].Name, page[^1].Id.Value), identity);
        }
        return response;
    }

    public override async Task<DeleteModelResponse> DeleteModel(DeleteModelRequest request, ServerCallContext context)
    {
        var metric = await FindAsync(request.Name, context);
        await deleteModel.ExecuteAsync(metric, context.CancellationToken);
        return new();
    }

    public override async Task<RestartModelResponse> RestartModel(RestartModelRequest request, ServerCallContext context)
    {
        var metric = await FindAsync(request.Name, context);
        await runtime.RestartAsync(metric.Id, context.CancellationToken);
        return new() { Model = await ToProtoAsync(await FindAsync(request.Name, context), context) };
    }

    private async Task<CreateModelResponse> CreateAsync(Core.Specs.ModelSpec spec, ServerCallContext context)
    {
        var (metric, created) = await createModel.ExecuteAsync(spec, context.CancellationToken);
        return new() { Model = await ToProtoAsync(metric, context), Created = created };
    }

    private async Task<Core.Metrics.Metric> FindAsync(string name, ServerCallContext context)
    {
        var id = MetricMapping.ToModelId("name", name);
        return await metrics.FindAsync(id, context.CancellationToken) ?? throw MetricErrors.ModelNotFound(id);
    }

    private async Task<Model> ToProtoAsync(Core.Metrics.Metric metric, ServerCallContext context)
    {
        var backlog =
            metric.Status == Core.Metrics.MetricStatus.CreatePending
                ? await reader.CountUnprocessedAsync(metric.Number, context.CancellationToken)
                : 0;
        return ModelMapping.ToProto(metric, backlog);
    }
}
