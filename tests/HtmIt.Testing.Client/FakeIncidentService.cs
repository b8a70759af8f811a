using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeIncidentService(FakeServices services) : IncidentService.IncidentServiceBase
{
    public override Task<ListIncidentsResponse> ListIncidents(ListIncidentsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListIncidentsResponse>(nameof(ListIncidents), request, context);

    public override Task<GetIncidentResponse> GetIncident(GetIncidentRequest request, ServerCallContext context) =>
        services.AnswerAsync<GetIncidentResponse>(nameof(GetIncident), request, context);

    /// <summary>Gives what the handler answers and then breaks off, as a server that crashes; after a farewell, as one that stops.</summary>
    public override async Task WatchIncidents(
        WatchIncidentsRequest request,
        IServerStreamWriter<WatchIncidentsResponse> responseStream,
        ServerCallContext context
    )
    {
        var answers = await services.AnswerAsync<IReadOnlyList<WatchIncidentsResponse>>(nameof(WatchIncidents), request, context);
        foreach (var answer in answers)
        {
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
        if (answers is not [.., { ServerStopping: not null }])
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "breaks off"));
        }
    }
}
