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
    ISampleReader reader
) : AutostackService.AutostackServiceBase
{
    public override async Task<CreateAutostackResponse> CreateAutostack(CreateAutostackRequest request, ServerCallContext context)
    {
        var filters = AutostackMapping.ToFilters(request.Filters);
        var added = await createAutostack.ExecuteAsync(
            new(request.Title, request.Region, filters) { Account = request.Account },
            AutostackFields.Request,
            context.CancellationToken
        );
        return new() { Autostack = AutostackMapping.ToProto(added) };
    }

    public override async Task<GetAutostackResponse> GetAutostack(GetAutostackRequest request, ServerCallContext context) =>
        new() { Autostack = AutostackMapping.ToProto(await FindAsync("name", request.Name, context)) };

    public override async Task<ListAutostacksResponse> ListAutostacks(ListAutostacksRequest request, ServerCallContext context)
    {
        var page = new Page<AutostackKey>(request.PageSize, request.PageToken, "autostacks");
        var found = await autostacks.ListAsync(page.After, page.Size, context.CancellationToken);
        return new()
        {
            Autostacks = { found.Select(AutostackMapping.ToProto) },
            NextPageToken = page.NextAfter(found, last => new(last.Name, last.Region)),
        };
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
        var filters = AutostackMapping.ToFilters(request.Filters);
        var found = await instances.PreviewAsync(
            new(request.Account, request.Region),
            filters,
            AutostackFields.Request.Place,
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
        var found = await instances.ListAsync(AutostackMapping.ToId("autostack", request.Autostack), context.CancellationToken);
        return new() { Instances = { found.Select(AutostackMapping.ToProto) } };
    }

    public override async Task<ListAutostackMembershipChangesResponse> ListAutostackMembershipChanges(
        ListAutostackMembershipChangesRequest request,
        ServerCallContext context
    )
    {
        var autostack = await FindAsync("autostack", request.Autostack, context);
        var page = new Page<long?>(request.PageSize, request.PageToken, $"membership {autostack.Id}");
        var found = await autostacks.ListChangesAsync(autostack.Id, page.After, page.Size, context.CancellationToken);
        return new() { Changes = { found.Select(AutostackMapping.ToProto) }, NextPageToken = page.NextAfter(found, last => last.Number) };
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
        ModelMapping.ToProto(metric, await reader.CountBacklogAsync(metric, context.CancellationToken));
}
