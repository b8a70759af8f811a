using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Instances;
using HtmIt.Core.Paging;
using HtmIt.Server.Interceptors;
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
    private const int DefaultPage = 100;
    private const int LargestPage = 1_000;
    private const int LargestBatch = 1_000;

    public override async Task<ListInstancesResponse> ListInstances(ListInstancesRequest request, ServerCallContext context)
    {
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var after = PageToken.Read<string>(request.PageToken, "instances");
        var page = await instances.ListAsync(after, size, context.CancellationToken);
        var response = new ListInstancesResponse { Instances = { page.Select(InstanceMapping.ToProto) } };
        if (page.Count == size)
        {
            response.NextPageToken = PageToken.Write(page[^1].Server, "instances");
        }
        return response;
    }

    public override Task<MonitorInstanceResponse> MonitorInstance(MonitorInstanceRequest request, ServerCallContext context)
    {
        Check([request], _ => "");
        return MonitorAsync(request, context);
    }

    public override async Task<BatchMonitorInstancesResponse> BatchMonitorInstances(
        BatchMonitorInstancesRequest request,
        ServerCallContext context
    )
    {
        InstanceMapping.CheckCount("requests", request.Requests.Count, LargestBatch);
        Check(request.Requests, i => $"requests[{i}].");
        var response = new BatchMonitorInstancesResponse();
        for (var i = 0; i < request.Requests.Count; i++)
        {
            var one = request.Requests[i];
            var (result, error) = await ItemErrors.CatchAsync(() => MonitorAsync(one, context));
            response.Results.Add(error is null ? new() { Response = result } : new MonitorInstanceResult { Error = error });
        }
        return response;
    }

    public override async Task<DeleteInstanceResponse> DeleteInstance(DeleteInstanceRequest request, ServerCallContext context)
    {
        var server = InstanceName.Read("name", request.Name);
        return new() { DeletedModelCount = await deleteInstance.ExecuteAsync(server, context.CancellationToken) };
    }

    public override async Task<BatchDeleteInstancesResponse> BatchDeleteInstances(
        BatchDeleteInstancesRequest request,
        ServerCallContext context
    )
    {
        InstanceMapping.CheckCount("names", request.Names.Count, LargestBatch);
        var servers = request.Names.Select((name, i) => InstanceName.Read($"names[{i}]", name)).ToArray();
        var response = new BatchDeleteInstancesResponse();
        foreach (var server in servers)
        {
            var (count, error) = await ItemErrors.CatchAsync(() => deleteInstance.ExecuteAsync(server, context.CancellationToken));
            response.Results.Add(
                error is null
                    ? new DeleteInstanceResult { Response = new() { DeletedModelCount = count } }
                    : new DeleteInstanceResult { Error = error }
            );
        }
        return response;
    }

    public override async Task<SuggestInstancesResponse> SuggestInstances(SuggestInstancesRequest request, ServerCallContext context)
    {
        var region = request.Region.Length == 0 ? regions.Default : request.Region;
        Throw(monitorInstance.CheckPlace(region, request.Account, ""));
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
        var size = PageMapping.ToPageSize(request.PageSize, DefaultPage, LargestPage);
        var identity = $"instance status {server}";
        var before = PageToken.Read<DateTimeOffset?>(request.PageToken, identity);
        var page = await history.ListAsync(server, before, size, context.CancellationToken);
        var response = new ListInstanceStatusHistoryResponse { Changes = { page.Select(InstanceMapping.ToProto) } };
        if (page.Count == size)
        {
            response.NextPageToken = PageToken.Write<DateTimeOffset?>(page[^1].Time, identity);
        }
        return response;
    }

    private async Task<MonitorInstanceResponse> MonitorAsync(MonitorInstanceRequest request, ServerCallContext context)
    {
        var (instance, created) = await monitorInstance.ExecuteAsync(InstanceMapping.ToRequest(request), context.CancellationToken);
        return new() { Instance = InstanceMapping.ToProto(instance), Created = created };
    }

    private void Check(IReadOnlyList<MonitorInstanceRequest> requests, Func<int, string> path) =>
        Throw(requests.SelectMany((one, i) => monitorInstance.Check(InstanceMapping.ToRequest(one), path(i))));

    private static void Throw(IEnumerable<FieldViolation> violations)
    {
        FieldViolation[] all = [.. violations];
        if (all.Length > 0)
        {
            throw DomainErrors.InvalidFields(all);
        }
    }
}
