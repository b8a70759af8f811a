using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <content>Restarting what a selector selects.</content>
internal sealed partial class ModelGrpcService
{
    public override async Task<RestartModelsResponse> RestartModels(RestartModelsRequest request, ServerCallContext context)
    {
        if (request.Selector is null)
        {
            throw DomainErrors.InvalidField("selector", "", "must be given: one without conditions means all models");
        }
        var filter = new MetricFilter(SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector")), OnlyMonitored: true);
        var page = new Page<MetricPlace>(request.PageSize, request.PageToken, $"restart {SelectorMapping.Identity(request.Selector)}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => metrics.ListAsync(filter, after, limit, context.CancellationToken),
            MetricPlace.Of
        );
        var response = new RestartModelsResponse { NextPageToken = next };
        foreach (var metric in found)
        {
            var (model, error) = await ItemErrors.CatchAsync(() => RestartAsync(metric, context));
            var result = new RestartModelResult { Name = metric.Id.ModelResourceName };
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

    /// <summary>The generation that was found, so that of two calls at the same time one restarts it.</summary>
    private async Task<RestartModelResponse> RestartAsync(Core.Metrics.Metric metric, ServerCallContext context)
    {
        await restartModel.ExecuteAsync(metric, replace: null, metric.Generation, context.CancellationToken);
        return new() { Model = await ToProtoAsync(await FindAsync(metric.Id.ModelResourceName, context), context) };
    }
}
