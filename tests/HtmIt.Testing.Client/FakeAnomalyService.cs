using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

public sealed class FakeAnomalyService(FakeServices services) : AnomalyService.AnomalyServiceBase
{
    public override Task<ListRankingPeriodsResponse> ListRankingPeriods(ListRankingPeriodsRequest request, ServerCallContext context) =>
        services.AnswerAsync<ListRankingPeriodsResponse>(nameof(ListRankingPeriods), request, context);

    public override Task<RankMetricsResponse> RankMetrics(RankMetricsRequest request, ServerCallContext context) =>
        services.AnswerAsync<RankMetricsResponse>(nameof(RankMetrics), request, context);

    /// <summary>Answers what is set as unary, once, and fails then as a broken connection does.</summary>
    public override async Task WatchRanking(
        WatchRankingRequest request,
        IServerStreamWriter<WatchRankingResponse> responseStream,
        ServerCallContext context
    )
    {
        await responseStream.WriteAsync(await services.AnswerAsync<WatchRankingResponse>(nameof(WatchRanking), request, context));
        throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
    }
}
