using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Rankings;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.AnomalyService</c>.</summary>
internal sealed class AnomalyGrpcService(RankMetrics rankMetrics, WatchStreams watches, TimeProvider time)
    : AnomalyService.AnomalyServiceBase
{
    public override Task<ListRankingPeriodsResponse> ListRankingPeriods(ListRankingPeriodsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRankingPeriodsResponse { Periods = { RankingSpan.Periods.Select(Duration.FromTimeSpan) } });

    public override async Task<RankMetricsResponse> RankMetrics(RankMetricsRequest request, ServerCallContext context)
    {
        var query = RankingMapping.ToQuery(request);
        var identity = $"ranking {query with { Size = 0, WithBars = false }}";
        var page = new Page<RankingPageEnd>(request.PageSize, request.PageToken, identity);
        var (ranking, next) = await rankMetrics.ExecuteAsync(query, page.After, context.CancellationToken);
        return new() { Ranking = RankingMapping.ToProto(ranking), NextPageToken = page.Next(next) };
    }

    public override async Task WatchRanking(
        WatchRankingRequest request,
        IServerStreamWriter<WatchRankingResponse> responseStream,
        ServerCallContext context
    )
    {
        var query = RankingMapping.ToQuery(request);
        await context.WriteResponseHeadersAsync([]);
        await watches.RunAsync(
            responseStream,
            context,
            "",
            token => rankMetrics.WatchAsync(query, token).Select(ToMessage),
            _ => new() { ServerTime = Now, ServerStopping = new() }
        );
    }

    private Timestamp Now => time.GetUtcNow().ToTimestamp();

    /// <summary>Without a ranking an idle step. A ranking is shared by all who follow it.</summary>
    private WatchMessage<WatchRankingResponse> ToMessage(RankingView? view)
    {
        var response = new WatchRankingResponse { ServerTime = Now };
        if (view is not null)
        {
            response.Ranking = RankingMapping.ToProto(view);
        }
        return new(response, "", response.CalculateSize());
    }
}
