using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeResourceService(FakeServices services) : ResourceService.ResourceServiceBase
{
    public override Task<SuggestResourcesResponse> SuggestResources(SuggestResourcesRequest request, ServerCallContext context) =>
        services.AnswerAsync<SuggestResourcesResponse>(nameof(SuggestResources), request, context);
}
