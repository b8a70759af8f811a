using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Instances;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.InstanceService</c>.</summary>
internal sealed class InstanceGrpcService(
    IInstanceStore instances,
    IInstanceStatusStore history,
    MonitorInstance monitorInstance,
    DeleteInstance deleteInstance,
    Suggestions suggestions,
    IAwsRegions regions
) : InstanceService.InstanceServiceBase
{
    private const int LargestBatch = 1_000;

    public override async Task<ListInstancesResponse> ListInstances(ListInstancesRequest request, ServerCallContext context)
    {
        var page = new Page<string>(request.PageSize, request.PageToken, "instances");
        var found = await instances.ListAsync(page.After, page.Size, context.CancellationToken);
        return new() { Instances = { found.Select(InstanceMapping.ToProto) }, NextPageToken = page.NextAfter(found, last => last.Server) };
    }

    public override Task<MonitorInstanceResponse> MonitorInstance(MonitorInstanceRequest request, ServerCallContext context)
    {
        return MonitorAsync(ToChecked(request, FieldPath.Proto("")), context);
    }

    public override async Task<BatchMonitorInstancesResponse> BatchMonitorInstances(
        BatchMonitorInstancesRequest request,
        ServerCallContext context
    )
    {
        Batch.CheckCount("requests", request.Requests.Count, LargestBatch);
        var results = await Batch.RunAsync(
            Batch.Read("requests", request.Requests, ToChecked),
            (resource, _) => MonitorAsync(resource, context),
            response => new MonitorInstanceResult { Response = response },
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override async Task<DeleteInstanceResponse> DeleteInstance(DeleteInstanceRequest request, ServerCallContext context)
    {
        return await DeleteAsync(InstanceName.Read("name", request.Name), context);
    }

    public override async Task<BatchDeleteInstancesResponse> BatchDeleteInstances(
        BatchDeleteInstancesRequest request,
        ServerCallContext context
    )
    {
        Batch.CheckCount("names", request.Names.Count, LargestBatch);
        var servers = request.Names.Select((name, i) => InstanceName.Read($"names[{i}]", name)).ToArray();
        var results = await Batch.RunAsync(
            servers,
            (server, _) => DeleteAsync(server, context),
            response => new DeleteInstanceResult { Response = response },
            error => new() { Error = error }
        );
        return new() { Results = { results } };
    }

    public override async Task<SuggestInstancesResponse> SuggestInstances(SuggestInstancesRequest request, ServerCallContext context)
    {
        var region = request.Region.Length == 0 ? regions.Default : request.Region;
        Throw(monitorInstance.CheckPlace(region, request.Account, FieldPath.Proto("")));
        var found = await suggestions.SuggestAsync(new(request.Account, region), context.CancellationToken);
        return new()
        {
            Suggested = { found.Suggested.Select(InstanceMapping.ToProto) },
            Alternates = { found.Alternates.Select(InstanceMapping.ToProto) },
            Unreachable = { found.Unreachable.Select(type => $"{region}/{type.Namespace}") },
        };
    }

    public override async Task<ListInstanceStatusHistoryResponse> ListInstanceStatusHistory(
        ListInstanceStatusHistoryRequest request,
        ServerCallContext context
    )
    {
        var server = InstanceName.WithoutDimension(InstanceName.Read("instance", request.Instance));
        var page = new Page<DateTimeOffset?>(request.PageSize, request.PageToken, $"instance status {server}");
        var found = await history.ListAsync(server, page.After, page.Size, context.CancellationToken);
        return new() { Changes = { found.Select(InstanceMapping.ToProto) }, NextPageToken = page.NextAfter(found, last => last.Time) };
    }

    private async Task<MonitorInstanceResponse> MonitorAsync(ResourceRequest resource, ServerCallContext context)
    {
        var (instance, created) = await monitorInstance.ExecuteAsync(resource, context.CancellationToken);
        return new() { Instance = InstanceMapping.ToProto(instance), Created = created };
    }

    private async Task<DeleteInstanceResponse> DeleteAsync(string server, ServerCallContext context) =>
        new() { DeletedModelCount = await deleteInstance.ExecuteAsync(server, context.CancellationToken) };

    private ResourceRequest ToChecked(MonitorInstanceRequest request, FieldPath at)
    {
        var resource = InstanceMapping.ToRequest(request);
        Throw(monitorInstance.Check(resource, at));
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
}
