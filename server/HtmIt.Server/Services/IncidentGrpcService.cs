using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Watch;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.IncidentService</c>.</summary>
internal sealed class IncidentGrpcService(
    ListIncidents incidents,
    WatchIncidents watchIncidents,
    ISampleReader reader,
    WatchStreams watches,
    TimeProvider time
) : IncidentService.IncidentServiceBase
{
    public override async Task<ListIncidentsResponse> ListIncidents(ListIncidentsRequest request, ServerCallContext context)
    {
        var selector = SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector"));
        var filter = IncidentMapping.ToFilter(request);
        var identity =
            $"incidents {filter.Order} {filter.MinSeverity:R} {filter.IsOpen} {filter.FromTime} {filter.ToTime} {SelectorMapping.Identity(request.Selector)}";
        var page = new Page<IncidentPlace>(request.PageSize, request.PageToken, identity);
        // Before the incidents, so that a watch from there on misses none.
        var position = page.IsFirst ? $"{await watchIncidents.ReadPositionAsync(context.CancellationToken)}" : "";
        var (found, next) = await page.TakeAsync(
            (after, limit) => incidents.ExecuteAsync(selector, filter, after, limit, context.CancellationToken),
            last => IncidentPlace.Of(last.Incident)
        );
        return new()
        {
            Incidents = { found.Select(IncidentMapping.ToProto) },
            NextPageToken = next,
            Position = position,
        };
    }

    public override async Task<GetIncidentResponse> GetIncident(GetIncidentRequest request, ServerCallContext context)
    {
        var id = IncidentMapping.ToId("name", request.Name);
        return new() { Incident = IncidentMapping.ToProto(await incidents.FindAsync(id, context.CancellationToken)) };
    }

    public override async Task WatchIncidents(
        WatchIncidentsRequest request,
        IServerStreamWriter<WatchIncidentsResponse> responseStream,
        ServerCallContext context
    )
    {
        var query = IncidentMapping.ToQuery(request);
        // Headers at once: the caller knows that the watch stands before anything happens.
        await context.WriteResponseHeadersAsync([]);
        await watches.RunAsync(
            responseStream,
            context,
            request.AfterPosition,
            token => watchIncidents.ExecuteAsync(query, token).Select(ToMessageAsync),
            position => Step(position, step => step.ServerStopping = new())
        );
    }

    private async ValueTask<WatchMessage<WatchIncidentsResponse>> ToMessageAsync(IncidentStep step, CancellationToken cancellationToken)
    {
        var keptSince =
            step.Event == WatchEvent.CaughtUp ? MetricDataMapping.ToKeptSince(await reader.ReadRangeAsync(cancellationToken)) : null;
        var response = Step(step.Position.ToString(), message => Tell(step, keptSince, message));
        return new(response, response.Position, response.CalculateSize());
    }

    private static void Tell(IncidentStep step, Timestamp? keptSince, WatchIncidentsResponse message)
    {
        if (step.Event == WatchEvent.Rows)
        {
            message.Batch = new() { Changes = { step.Changes.Select(IncidentMapping.ToProto) } };
        }
        else if (step.Event == WatchEvent.CaughtUp)
        {
            message.CaughtUp = new() { KeptSince = keptSince };
        }
    }

    private WatchIncidentsResponse Step(string position, Action<WatchIncidentsResponse> tell)
    {
        var response = new WatchIncidentsResponse { Position = position, ServerTime = time.GetUtcNow().ToTimestamp() };
        tell(response);
        return response;
    }
}
