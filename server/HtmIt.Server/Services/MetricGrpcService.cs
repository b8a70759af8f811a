using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Paging;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.MetricService</c>.</summary>
internal sealed class MetricGrpcService(IMetricStore metrics, ISampleReader reader, IModelRuntime runtime, MetricDirectory directory)
    : MetricService.MetricServiceBase
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1_000;

    public override Task<ListDatasourcesResponse> ListDatasources(ListDatasourcesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListDatasourcesResponse { Datasources = { DatasourceMapping.All } });

    public override async Task<CreateMetricResponse> CreateMetric(CreateMetricRequest request, ServerCallContext context)
    {
        MetricNames.Check("metric_name", request.MetricName);
        var added = await metrics.TryAddAsync(CustomMetric.New(request.MetricName), context.CancellationToken);
        return new() { Metric = MetricMapping.ToProto(added ?? throw await AlreadyExistsAsync(request.MetricName, context)) };
    }

    public override async Task<GetMetricResponse> GetMetric(GetMetricRequest request, ServerCallContext context)
    {
        var metric = request.TargetCase switch
        {
            GetMetricRequest.TargetOneofCase.MetricName => await FindByNameAsync(request.MetricName, context),
            GetMetricRequest.TargetOneofCase.Name => await FindAsync(request.Name, context),
            _ => throw DomainErrors.InvalidField("target", "", "must be given: name or metric_name"),
        };
        return new() { Metric = MetricMapping.ToProto(metric) };
    }

    public override async Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context)
    {
        var filter = new MetricFilter(DatasourceMapping.ToDatasource(request.Datasource), MetricMapping.ToServer(request.Server));
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var identity = $"metrics {request.Datasource} {request.Server}";
        var after = PageToken.Read<MetricKey>(request.PageToken, identity);
        var page = await metrics.ListAsync(filter, after, size, context.CancellationToken);
        var response = new ListMetricsResponse { Metrics = { page.Select(MetricMapping.ToProto) } };
        if (page.Count == size)
        {
            response.NextPageToken = PageToken.Write(new MetricKey(page[^1].Server, page[^1].Name, page[^1].Id.Value), identity);
        }
        return response;
    }

    public override async Task<DeleteMetricResponse> DeleteMetric(DeleteMetricRequest request, ServerCallContext context)
    {
        var metric = await FindAsync(request.Name, context);
        if (!metric.Datasource.TakesSamples)
        {
            throw MetricErrors.MetricNotCustom(metric.Id, metric.Datasource);
        }
        await runtime.DeleteAsync(metric.Id, context.CancellationToken);
        directory.Forget(metric.Name, metric.Id);
        return new();
    }

    public override async Task<GetMetricStatisticsResponse> GetMetricStatistics(
        GetMetricStatisticsRequest request,
        ServerCallContext context
    )
    {
        var metric = await FindAsync(request.Name, context);
        var statistics = await reader.ReadStatisticsAsync(metric.Number, context.CancellationToken);
        return statistics.RowCount == 0
            ? throw MetricErrors.MetricStatisticsNotReady(metric.Id)
            : new()
            {
                Min = statistics.Min,
                Max = statistics.Max,
                RowCount = statistics.RowCount,
                ScoredRowCount = statistics.ScoredRowCount,
            };
    }

    private async Task<Core.Metrics.Metric> FindAsync(string name, ServerCallContext context)
    {
        var id = MetricMapping.ToMetricId("name", name);
        return await metrics.FindAsync(id, context.CancellationToken) ?? throw MetricErrors.MetricNotFound(id);
    }

    private async Task<Core.Metrics.Metric> FindByNameAsync(string name, ServerCallContext context)
    {
        MetricNames.Check("metric_name", name);
        return await metrics.FindCustomAsync(name, context.CancellationToken) ?? throw MetricErrors.MetricNotFound(name);
    }

    private async Task<DomainException> AlreadyExistsAsync(string name, ServerCallContext context) =>
        await metrics.FindCustomAsync(name, context.CancellationToken) is { } existing
            ? MetricErrors.MetricAlreadyExists(existing.Id, name)
            : DomainErrors.StorageUnavailable();
}
