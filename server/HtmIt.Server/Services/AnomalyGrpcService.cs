using Grpc.Core;
using HtmIt.Core.Anomalies;
using HtmIt.Core.Paging;
using HtmIt.Server.Mapping;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.AnomalyService</c>.</summary>
internal sealed class AnomalyGrpcService(RankMetrics rankMetrics, IHostApplicationLifetime lifetime) : AnomalyService.AnomalyServiceBase
{
    public override Task<ListRankingPeriodsResponse> ListRankingPeriods(ListRankingPeriodsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRankingPeriodsResponse { Hours = { RankingWindow.Periods } });

    public override async Task<RankMetricsResponse> RankMetrics(RankMetricsRequest request, ServerCallContext context)
    {
        var query = RankingMapping.ToQuery(request);
        var identity = $"ranking {query with { Size = 0, WithBars = false }}";
        var after = PageToken.Read<RankingPageEnd>(request.PageToken, identity);
        var (page, next) = await rankMetrics.ExecuteAsync(query, after, context.CancellationToken);
        var response = new RankMetricsResponse { Ranking = RankingMapping.ToProto(page) };
        if (next is not null)
        {
            response.NextPageToken = PageToken.Write(next, identity);
        }
        return response;
    }

    public override async Task WatchRanking(
        WatchRankingRequest request,
        IServerStreamWriter<WatchRankingResponse> responseStream,
        ServerCallContext context
    )
    {
        var query = RankingMapping.ToQuery(request);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await context.WriteResponseHeadersAsync([]);
            await foreach (var view in rankMetrics.WatchAsync(query, stop.Token))
            {
                await responseStream.WriteAsync(new() { Ranking = RankingMapping.ToProto(view) }, stop.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "The server is stopping; ask again."));
        }
    }
}
