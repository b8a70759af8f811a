using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.ResourceService</c>.</summary>
internal sealed class ResourceGrpcService(
    IResourceStore resources,
    IProviderStateStore history,
    CollectStates collectStates,
    MonitorResource monitorResource,
    DeleteResource deleteResource,
    Suggestions suggestions,
    IAwsRegions regions
) : ResourceService.ResourceServiceBase
{
    private const int LargestBatch = 1_000;

    public override async Task<ListResourcesResponse> ListResources(ListResourcesRequest request, ServerCallContext context)
    {
        var page = new Page<ResourcePlace>(request.PageSize, request.PageToken, "resources");
        var (found, next) = await page.TakeAsync(
            (after, limit) => resources.ListAsync(after, limit, context.CancellationToken),
            ResourcePlace.Of
        );
        return new() { Resources = { await ToProtoAsync(found, context) }, NextPageToken = next };
    }

    public override async Task<GetResourceResponse> GetResource(GetResourceRequest request, ServerCallContext context)
    {
        var id = ResourceMapping.ToId("name", request.Name);
        var resource = await resources.FindAsync(id, context.CancellationToken) ?? throw ResourceErrors.ResourceNotFound(id);
        return new() { Resource = (await ToProtoAsync([resource], context))[0] };
    }

    public override Task<MonitorResourceResponse> MonitorResource(MonitorResourceRequest request, ServerCallContext context)
    {
        return MonitorAsync(ToChecked(request, FieldPath.Proto("")), context);
    }

    public override async Task<BatchMonitorResourcesResponse> BatchMonitorResources(
        BatchMonitorResourcesRequest request,
        ServerCallContext context
    )
    {
        Batch.CheckCount("requests", request.Requests.Count, LargestBatch);
        var results = await Batch.RunTogetherAsync(
            request.Requests,
            ToChecked,
            wanted => monitorResource.ExecuteManyAsync(wanted, context.CancellationToken),
            outcome => Task.FromResult(ToResult(outcome)),
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override Task<DeleteResourceResponse> DeleteResource(DeleteResourceRequest request, ServerCallContext context)
    {
        var id = ResourceMapping.ToId("name", request.Name);
        return Deletion.RunAsync(request.AllowMissing, () => DeleteAsync(id, context));
    }

    public override async Task<BatchDeleteResourcesResponse> BatchDeleteResources(
        BatchDeleteResourcesRequest request,
        ServerCallContext context
    )
    {
        Batch.CheckCount("names", request.Names.Count, LargestBatch);
        var results = await Batch.RunSideBySideAsync(
            Batch.Read("names", request.Names, (name, at) => ResourceMapping.ToId(at.ToString(), name)),
            resource => Deletion.RunAsync(request.AllowMissing, () => DeleteAsync(resource, context)),
            response => new DeleteResourceResult { Response = response },
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override async Task<SuggestResourcesResponse> SuggestResources(SuggestResourcesRequest request, ServerCallContext context)
    {
        var region = request.Region.Length == 0 ? regions.Default : request.Region;
        var scope = new AwsScope(request.Account, region);
        regions.Require(scope, FieldPath.Proto(""));
        var found = await suggestions.SuggestAsync(scope, context.CancellationToken);
        return new()
        {
            Suggested = { found.Suggested.Select(one => ResourceMapping.ToProto(one, scope)) },
            Alternates = { found.Alternates.Select(one => ResourceMapping.ToProto(one, scope)) },
            Unreachable = { found.Unreachable.Select(type => $"{region}/{type.Namespace}") },
        };
    }

    public override async Task<ListProviderStateChangesResponse> ListProviderStateChanges(
        ListProviderStateChangesRequest request,
        ServerCallContext context
    )
    {
        var resource = ResourceMapping.ToId("resource", request.Resource);
        var page = new Page<DateTimeOffset?>(request.PageSize, request.PageToken, $"provider state {resource}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => history.ListAsync(resource, after, limit, context.CancellationToken),
            last => last.Time
        );
        return new() { Changes = { found.Select(ResourceMapping.ToProto) }, NextPageToken = next };
    }

    private static MonitorResourceResult ToResult(ResourceMonitoring outcome) =>
        outcome.IsRefused
            ? new() { Error = ItemErrors.ToProto(outcome.Refusal) }
            : new()
            {
                Response = new() { Resource = ResourceMapping.ToProto(outcome.Resource), Created = outcome.Created },
            };

    private async Task<MonitorResourceResponse> MonitorAsync(ResourceRequest request, ServerCallContext context)
    {
        var (resource, created) = await monitorResource.ExecuteAsync(request, context.CancellationToken);
        return new() { Resource = ResourceMapping.ToProto(resource), Created = created };
    }

    private async Task<DeleteResourceResponse> DeleteAsync(ResourceId resource, ServerCallContext context) =>
        new() { DeletedModelCount = await deleteResource.ExecuteAsync(resource, context.CancellationToken) };

    private ResourceRequest ToChecked(MonitorResourceRequest request, FieldPath at)
    {
        var resource = ResourceMapping.ToRequest(request);
        Throw(monitorResource.Check(resource, at));
        return resource;
    }

    private static void Throw(IEnumerable<FieldViolation> violations)
    {
        FieldViolation[] all = [.. violations];
        if (all.Length > 0)
        {
            throw DomainErrors.InvalidFields(all);
        }
    }

    /// <summary>With how collecting them goes.</summary>
    private async Task<IReadOnlyList<V1.Resource>> ToProtoAsync(IReadOnlyList<Core.Resources.Resource> found, ServerCallContext context)
    {
        var states = await collectStates.ReadAsync([.. found.SelectMany(one => one.Metrics)], context.CancellationToken);
        return [.. found.Select(one => ResourceMapping.ToProto(one, Core.Collecting.CollectState.WorstOf(one.Metrics.Select(StateOf))))];

        Core.Collecting.CollectState? StateOf(Core.Metrics.Metric metric) => states.GetValueOrDefault(metric.Id);
    }
}
