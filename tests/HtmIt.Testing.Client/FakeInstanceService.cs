using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeInstanceService(FakeServices services) : InstanceService.InstanceServiceBase
{
    public override Task<SuggestInstancesResponse> SuggestInstances(SuggestInstancesRequest request, ServerCallContext context) =>
        services.AnswerAsync<SuggestInstancesResponse>(nameof(SuggestInstances), request, context);
}
