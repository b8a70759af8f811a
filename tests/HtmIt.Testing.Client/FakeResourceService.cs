using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeResourceService(FakeServices services) : ResourceService.ResourceServiceBase
{
    public override Task<ListResourcesResponse> ListResources(ListResourcesRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListResourcesResponse>(nameof(ListResources), request, context);

    public override Task<BatchDeleteResourcesResponse> BatchDeleteResources(
        BatchDeleteResourcesRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<BatchDeleteResourcesResponse>(nameof(BatchDeleteResources), request, context);

    public override Task<ListProviderStateChangesResponse> ListProviderStateChanges(
        ListProviderStateChangesRequest request,
        ServerCallContext context
    ) => services.AnswerAsync<ListProviderStateChangesResponse>(nameof(ListProviderStateChanges), request, context);

    public override Task<SuggestResourcesResponse> SuggestResources(SuggestResourcesRequest request, ServerCallContext context) =>
        services.AnswerAsync<SuggestResourcesResponse>(nameof(SuggestResources), request, context);
}
