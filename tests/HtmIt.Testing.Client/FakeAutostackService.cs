using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeAutostackService(FakeServices services) : AutostackService.AutostackServiceBase
{
    public override Task<CreateAutostackResponse> CreateAutostack(CreateAutostackRequest request, ServerCallContext context) =>
        services.AnswerAsync<CreateAutostackResponse>(nameof(CreateAutostack), request, context);

    public override Task<GetAutostackResponse> GetAutostack(GetAutostackRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetAutostackResponse>(nameof(GetAutostack), request, context);

    public override Task<ListAutostacksResponse> ListAutostacks(ListAutostacksRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListAutostacksResponse>(nameof(ListAutostacks), request, context);

    public override Task<DeleteAutostackResponse> DeleteAutostack(DeleteAutostackRequest request, ServerCallContext context) =>
        services.AnswerAsync<DeleteAutostackResponse>(nameof(DeleteAutostack), request, context);

    public override Task<PreviewAutostackInstancesResponse> PreviewAutostackInstances(
        PreviewAutostackInstancesRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<PreviewAutostackInstancesResponse>(nameof(PreviewAutostackInstances), request, context);

    public override Task<ListAutostackInstancesResponse> ListAutostackInstances(
        ListAutostackInstancesRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListAutostackInstancesResponse>(nameof(ListAutostackInstances), request, context);

    public override Task<ListAutostackMembershipChangesResponse> ListAutostackMembershipChanges(
        ListAutostackMembershipChangesRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListAutostackMembershipChangesResponse>(nameof(ListAutostackMembershipChanges), request, context);

    public override Task<ListAutostackMetricsResponse> ListAutostackMetrics(
        ListAutostackMetricsRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListAutostackMetricsResponse>(nameof(ListAutostackMetrics), request, context);

    public override Task<DeleteAutostackMetricResponse> DeleteAutostackMetric(
        DeleteAutostackMetricRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<DeleteAutostackMetricResponse>(nameof(DeleteAutostackMetric), request, context);
}
