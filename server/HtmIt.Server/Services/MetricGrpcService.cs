using Grpc.Core;
using HtmIt.Core.Actors;
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
    ReadStatistics readStatistics,
    IModelRuntime runtime,
    MetricDirectory directory
) : MetricService.MetricServiceBase
{
    public override Task<ListDatasourcesResponse> ListDatasources(ListDatasourcesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDatasourcesResponse { Datasources = { DatasourceMapping.All } });

    public override async Task<CreateMetricResponse> CreateMetric(CreateMetricRequest request, ServerCallContext context)
    {
        var added = await createMetric.ExecuteAsync(MetricTargetMapping.ToKey(request.Key), context.CancellationToken);
        return new() { Metric = MetricMapping.ToProto(added) };
    }

    public override async Task<GetMetricResponse> GetMetric(GetMetricRequest request, ServerCallContext context)
    {
        var metric = request.TargetCase switch
        {
            GetMetricRequest.TargetOneofCase.Key => await FindAsync(MetricTargetMapping.ToKey(request.Key), context),
            GetMetricRequest.TargetOneofCase.Name => await FindAsync(request.Name, context),
            _ => throw DomainErrors.InvalidField("target", "", "must be given: name or key"),
        };
        return new() { Metric = MetricMapping.ToProto(metric) };
    }

    public override async Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context)
    {
        var filter = new MetricFilter(SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")));
        var page = new Page<MetricPlace>(request.PageSize, request.PageToken, $"metrics {SelectorMapping.Identity(request.Selector)}");
        var found = await metrics.ListAsync(filter, page.After, page.Size, context.CancellationToken);
        var response = new ListMetricsResponse
        {
            Metrics = { found.Select(MetricMapping.ToProto) },
            NextPageToken = page.NextAfter(found, MetricPlace.Of),
        };
        if (request.IncludeTotalSize)
        {
            response.TotalSize = await metrics.CountAsync(filter, context.CancellationToken);
        }
        return response;
    }

    public override Task<DeleteMetricResponse> DeleteMetric(DeleteMetricRequest request, ServerCallContext context) =>
        Deletion.RunAsync<DeleteMetricResponse>(request.AllowMissing, () => DeleteAsync(request.Name, context));

    public override async Task<GetMetricStatisticsResponse> GetMetricStatistics(
        GetMetricStatisticsRequest request,
        ServerCallContext context
    )
    {
        var id = MetricMapping.ToMetricId("name", request.Name);
        var statistics = await readStatistics.ExecuteAsync(id, context.CancellationToken);
        return new()
        {
            Min = statistics.Min,
            Max = statistics.Max,
            RowCount = statistics.RowCount,
            ScoredRowCount = statistics.ScoredRowCount,
        };
    }

    private async Task DeleteAsync(string name, ServerCallContext context)
    {
        var metric = await FindAsync(name, context);
        if (!metric.Datasource.TakesSamples)
        {
            throw MetricErrors.MetricNotCustom(metric.Id, metric.Datasource);
        }
        await runtime.DeleteAsync(metric.Id, context.CancellationToken);
        directory.Forget(metric.Key, metric.Id);
    }

    private async Task<Core.Metrics.Metric> FindAsync(string name, ServerCallContext context)
    {
        var id = MetricMapping.ToMetricId("name", name);
        return await metrics.FindAsync(id, context.CancellationToken) ?? throw MetricErrors.MetricNotFound(id);
    }

    private async Task<Core.Metrics.Metric> FindAsync(Core.Names.MetricKey key, ServerCallContext context)
    {
        if (MetricKeyRules.Check(key, FieldPath.Proto("key")) is { } violation)
        {
            throw DomainErrors.InvalidFields([violation]);
        }
        return await metrics.FindCustomAsync(key, context.CancellationToken)
            ?? throw MetricErrors.MetricNotFound(key, await metrics.CountCustomAsync(key.Name, context.CancellationToken));
    }
}
