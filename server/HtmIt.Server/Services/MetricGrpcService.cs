using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Listing;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.MetricService</c>.</summary>
internal sealed class MetricGrpcService(
    IMetricStore metrics,
    CreateMetric createMetric,
    UpdateMetric updateMetric,
    ReadStatistics readStatistics,
    CollectStates collectStates,
    IModelRuntime runtime,
    MetricDirectory directory
) : MetricService.MetricServiceBase
{
    private const int LargestBatch = 1_000;

    public override Task<ListDatasourcesResponse> ListDatasources(ListDatasourcesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDatasourcesResponse { Datasources = { DatasourceMapping.All } });

    public override async Task<CreateMetricResponse> CreateMetric(CreateMetricRequest request, ServerCallContext context)
    {
        var proto = request.Metric ?? throw DomainErrors.InvalidField("metric", "", "must be given");
        var (metric, created) = await createMetric.ExecuteAsync(
            MetricTargetMapping.ToKey(proto),
            MetricDetailsMapping.ToDetails(proto, FieldPath.Proto("metric")),
            request.Monitor,
            context.CancellationToken
        );
        return new() { Metric = MetricMapping.ToProto(metric), Created = created };
    }

    public override async Task<UpdateMetricResponse> UpdateMetric(UpdateMetricRequest request, ServerCallContext context)
    {
        var proto = request.Metric ?? throw DomainErrors.InvalidField("metric", "", "must be given");
        var id = MetricMapping.ToMetricId("metric.name", proto.Name);
        var given = MetricDetailsMapping.ToDetails(proto, FieldPath.Proto("metric"));
        var change = MetricDetailsMapping.ToChange(proto, request.UpdateMask, given);
        var changed = await updateMetric.ExecuteAsync(id, change, proto.Etag, context.CancellationToken);
        return new() { Metric = MetricMapping.ToProto(changed) };
    }

    public override async Task<GetMetricResponse> GetMetric(GetMetricRequest request, ServerCallContext context)
    {
        var metric = request.TargetCase switch
        {
            GetMetricRequest.TargetOneofCase.Key => await FindAsync(
                new Core.Names.MetricTarget.Keyed(MetricTargetMapping.ToKey(request.Key)),
                context
            ),
            GetMetricRequest.TargetOneofCase.Name => await FindAsync(
                new Core.Names.MetricTarget.Identified(ToId("name", request.Name)),
                context
            ),
            _ => throw DomainErrors.InvalidField("target", "", "must be given: name or key"),
        };
        var states = await collectStates.ReadAsync([metric], context.CancellationToken);
        return new() { Metric = MetricMapping.ToProto(metric, states.GetValueOrDefault(metric.Id)) };
    }

    public override async Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context)
    {
        var filter = new MetricFilter(SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")));
        var page = new Page<MetricPlace>(request.PageSize, request.PageToken, $"metrics {SelectorMapping.Identity(request.Selector)}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => metrics.ListAsync(filter, after, limit, context.CancellationToken),
            MetricPlace.Of
        );
        var states = await collectStates.ReadAsync(found, context.CancellationToken);
        var listed = found.Select(metric => MetricMapping.ToProto(metric, states.GetValueOrDefault(metric.Id)));
        var response = new ListMetricsResponse { Metrics = { listed }, NextPageToken = next };
        if (request.IncludeTotalSize)
        {
            response.TotalSize = await metrics.CountAsync(filter, context.CancellationToken);
        }
        return response;
    }

    public override Task<DeleteMetricResponse> DeleteMetric(DeleteMetricRequest request, ServerCallContext context) =>
        Deletion.RunAsync<DeleteMetricResponse>(request.AllowMissing, () => DeleteAsync(ToId("name", request.Name), context));

    public override async Task<BatchDeleteMetricsResponse> BatchDeleteMetrics(BatchDeleteMetricsRequest request, ServerCallContext context)
    {
        Batch.CheckCount("names", request.Names.Count, LargestBatch);
        var ids = Batch.Read("names", request.Names, (name, at) => ToId($"{at}", name));
        var results = await Batch.RunSideBySideAsync(
            ids,
            id => Deletion.RunAsync<DeleteMetricResponse>(request.AllowMissing, () => DeleteAsync(id, context)),
            response => new DeleteMetricResult { Response = response },
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override async Task<GetMetricStatisticsResponse> GetMetricStatistics(
        GetMetricStatisticsRequest request,
        ServerCallContext context
    )
    {
        var at = FieldPath.Proto("target");
        var target = MetricTargetMapping.ToTarget(request.Target, at);
        return MetricMapping.ToProto(await readStatistics.ExecuteAsync(target, at, context.CancellationToken));
    }

    private async Task DeleteAsync(MetricId id, ServerCallContext context)
    {
        var metric = await FindAsync(new Core.Names.MetricTarget.Identified(id), context);
        if (!metric.Datasource.TakesSamples)
        {
            throw MetricErrors.MetricNotCustom(metric.Id, metric.Datasource);
        }
        await runtime.DeleteAsync(metric.Id, context.CancellationToken);
        directory.Forget(metric.Key, metric.Id);
    }

    private Task<Core.Metrics.Metric> FindAsync(Core.Names.MetricTarget target, ServerCallContext context) =>
        metrics.GetAsync(target, FieldPath.Proto(""), context.CancellationToken);

    private static MetricId ToId(string field, string name) => MetricMapping.ToMetricId(field, name);
}
