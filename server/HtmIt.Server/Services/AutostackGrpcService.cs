using Grpc.Core;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.AutostackService</c>.</summary>
internal sealed class AutostackGrpcService(
    IAutostackStore autostacks,
    AutostackInstances instances,
    CreateAutostack createAutostack,
    DeleteAutostack deleteAutostack,
    IMetricStore metrics,
    ISampleReader reader,
    Learning learning
) : AutostackService.AutostackServiceBase
{
    public override async Task<CreateAutostackResponse> CreateAutostack(CreateAutostackRequest request, ServerCallContext context)
    {
        var asked = request.Autostack ?? new();
        var filters = ResourceFilterMapping.ToFilters(asked.Filters, AutostackFields.Request.Place["filters"]);
        var (autostack, created) = await createAutostack.ExecuteAsync(
            new(asked.Title, asked.Region, filters)
            {
                Account = asked.Account,
                Kind = AutostackMapping.ToKind(asked.AwsResourceType, AutostackFields.Request.Place["aws_resource_type"]),
            },
            AutostackFields.Request,
            context.CancellationToken
        );
        return new() { Autostack = AutostackMapping.ToProto(autostack), Created = created };
    }

    public override async Task<GetAutostackResponse> GetAutostack(GetAutostackRequest request, ServerCallContext context) =>
        new() { Autostack = AutostackMapping.ToProto(await FindAsync("name", request.Name, context)) };

    public override async Task<ListAutostacksResponse> ListAutostacks(ListAutostacksRequest request, ServerCallContext context)
    {
        var page = new Page<AutostackKey>(request.PageSize, request.PageToken, "autostacks");
        var (found, next) = await page.TakeAsync(
            (after, limit) => autostacks.ListAsync(after, limit, context.CancellationToken),
            last => new(last.Name, last.Region)
        );
        return new() { Autostacks = { found.Select(AutostackMapping.ToProto) }, NextPageToken = next };
    }

    public override Task<DeleteAutostackResponse> DeleteAutostack(DeleteAutostackRequest request, ServerCallContext context)
    {
        var id = AutostackMapping.ToId("name", request.Name);
        return Deletion.RunAsync<DeleteAutostackResponse>(
            request.AllowMissing,
            () => deleteAutostack.ExecuteAsync(id, context.CancellationToken)
        );
    }

    public override async Task<PreviewAutostackInstancesResponse> PreviewAutostackInstances(
        PreviewAutostackInstancesRequest request,
        ServerCallContext context
    )
    {
        var filters = ResourceFilterMapping.ToFilters(request.Filters, FieldPath.Proto("filters"));
        var found = await instances.PreviewAsync(
            new(request.Account, request.Region),
            AutostackMapping.ToKind(request.AwsResourceType, FieldPath.Proto("aws_resource_type")),
            filters,
            FieldPath.Proto(""),
            context.CancellationToken
        );
        return new()
        {
            Instances = { found.Take(Core.Datasources.Autostacks.Autostack.MostMembers).Select(AutostackMapping.ToProto) },
            TooMany = found.Count > Core.Datasources.Autostacks.Autostack.MostMembers,
        };
    }

    public override async Task<ListAutostackInstancesResponse> ListAutostackInstances(
        ListAutostackInstancesRequest request,
        ServerCallContext context
    )
    {
        var id = AutostackMapping.ToId("autostack", request.Autostack);
        var page = new Page<string>(request.PageSize, request.PageToken, $"instances {id}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => instances.ListAsync(id, after ?? "", limit, context.CancellationToken),
            last => last.Id
        );
        return new() { Instances = { found.Select(AutostackMapping.ToProto) }, NextPageToken = next };
    }

    public override async Task<ListAutostackMembershipChangesResponse> ListAutostackMembershipChanges(
        ListAutostackMembershipChangesRequest request,
        ServerCallContext context
    )
    {
        var autostack = await FindAsync("autostack", request.Autostack, context);
        var page = new Page<long?>(request.PageSize, request.PageToken, $"membership {autostack.Id}");
        var (found, next) = await page.TakeAsync(
            (after, limit) => autostacks.ListChangesAsync(autostack.Id, after, limit, context.CancellationToken),
            last => last.Number
        );
        return new() { Changes = { found.Select(AutostackMapping.ToProto) }, NextPageToken = next };
    }

    public override async Task<ListAutostackMetricsResponse> ListAutostackMetrics(
        ListAutostackMetricsRequest request,
        ServerCallContext context
    )
    {
        var autostack = await FindAsync("autostack", request.Autostack, context);
        var response = new ListAutostackMetricsResponse();
        foreach (var metric in await metrics.ListAsync(autostack.Id, context.CancellationToken))
        {
            response.Models.Add(await ToProtoAsync(metric, context));
        }
        return response;
    }

    public override Task<DeleteAutostackMetricResponse> DeleteAutostackMetric(
        DeleteAutostackMetricRequest request,
        ServerCallContext context
    )
    {
        var (autostack, metric) = AutostackMapping.ToMetricName("name", request.Name);
        return Deletion.RunAsync<DeleteAutostackMetricResponse>(
            request.AllowMissing,
            () => deleteAutostack.ExecuteAsync(autostack, metric, context.CancellationToken)
        );
    }

    private async Task<Core.Datasources.Autostacks.Autostack> FindAsync(string field, string name, ServerCallContext context)
    {
        var id = AutostackMapping.ToId(field, name);
        return await autostacks.FindAsync(id, context.CancellationToken) ?? throw AutostackErrors.AutostackNotFound(id);
    }

    private async Task<Model> ToProtoAsync(Core.Metrics.Metric metric, ServerCallContext context) =>
        ModelMapping.ToProto(metric, await reader.CountBacklogAsync(metric, context.CancellationToken), learning);
}
