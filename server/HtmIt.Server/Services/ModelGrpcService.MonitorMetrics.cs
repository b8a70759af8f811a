using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>Monitoring what a selector selects.</content>
internal sealed partial class ModelGrpcService
{
    public override async Task<MonitorMetricsResponse> MonitorMetrics(MonitorMetricsRequest request, ServerCallContext context)
    {
        if (request.Selector is null)
        {
            throw DomainErrors.InvalidField("selector", "", "must be given: one without conditions means all metrics");
        }
        var selector = SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector"));
        var range = ModelMapping.ToParams(request.ModelParams);
        if (range is not null)
        {
            Core.Datasources.MonitorMetrics.Check(range, FieldPath.Proto("model_params"));
        }
        var page = new Page<MetricPlace>(
            request.PageSize,
            request.PageToken,
            $"monitor {SelectorMapping.Identity(request.Selector)} {request.ModelParams}"
        );
        var (found, next) = await page.TakeAsync(
            (after, limit) => monitorMetrics.ListAsync(selector, after, limit, context.CancellationToken),
            MetricPlace.Of
        );
        var response = new MonitorMetricsResponse { NextPageToken = next };
        foreach (var metric in found)
        {
            var (model, error) = await ItemErrors.CatchAsync(async () =>
            {
                var (monitored, created) = await monitorMetrics.ExecuteAsync(metric, range, context.CancellationToken);
                return new CreateModelResponse { Model = await ToProtoAsync(monitored, context), Created = created };
            });
            var result = new MonitorMetricResult { Metric = metric.Id.ResourceName };
            if (error is null)
            {
                result.Response = model;
            }
            else
            {
                result.Error = error;
            }
            response.Results.Add(result);
        }
        return response;
    }
}
