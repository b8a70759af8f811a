using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.AnomalyService</c>.</summary>
internal sealed class AnomaliesClient(AnomalyService.AnomalyServiceClient stub, Calls calls, HtmItClientOptions clientOptions)
    : IAnomaliesClient
{
    public async Task<IReadOnlyList<TimeSpan>> ListPeriodsAsync(CancellationToken cancellationToken)
    {
        var request = new ListRankingPeriodsRequest();
        var response = await calls.CallAsync(stub.ListRankingPeriodsAsync, request, cancellationToken).ConfigureAwait(false);
        return [.. response.Periods.Select(period => period.ToTimeSpan())];
    }

    public IAsyncEnumerable<RankedMetric> RankAsync(RankingOptions options, CancellationToken cancellationToken) =>
        RankPagesAsync(options, cancellationToken).SelectMany(page => page.Metrics);

    public IAsyncEnumerable<Ranking> RankPagesAsync(RankingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return calls.ListAsync(
            stub.RankMetricsAsync,
            pageToken => ToRequest(options, pageToken),
            page => (new[] { ToRanking(page.Ranking) }.AsEnumerable(), page.NextPageToken),
            cancellationToken
        );
    }

    public async IAsyncEnumerable<Ranking> WatchAsync(RankingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new WatchRankingRequest
        {
            Score = (V1.RankingScore)options.Score,
            Selector = options.Selector.ToProto(),
            MonitoredOnly = options.MonitoredOnly,
            WithoutBars = options.WithoutBars,
            LearningRows = options.IncludeLearning ? LearningRows.Include : LearningRows.Unspecified,
            Size = options.Size,
        };
        // Of the three only the one that is meant: to set another one to nothing takes it away.
        switch (options.Window)
        {
            case { Newest: { } length }:
                request.EndingWithNewest = length.ToDuration();
                break;
            case { EachMetric: { } length }:
                request.EndingWithEachMetric = length.ToDuration();
                break;
            default:
                request.Interval = ToInterval(options.Window);
                break;
        }

        var stream = new ResumedStream<WatchRankingResponse>(
            calls.Contract,
            token => stub.WatchRanking(request, cancellationToken: token),
            clientOptions
        );
        await foreach (var (response, _) in stream.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // Without one the step says only that the watch is alive, or that the server stops.
            if (response.Ranking is { } ranking)
            {
                yield return ToRanking(ranking);
            }
        }
    }

    private static RankMetricsRequest ToRequest(RankingOptions options, string pageToken)
    {
        var request = new RankMetricsRequest
        {
            Score = (V1.RankingScore)options.Score,
            Order = options.ByName ? RankingOrder.Name : RankingOrder.Rank,
            Selector = options.Selector.ToProto(),
            MonitoredOnly = options.MonitoredOnly,
            WithoutBars = options.WithoutBars,
            LearningRows = options.IncludeLearning ? LearningRows.Include : LearningRows.Unspecified,
            PageSize = options.Size,
            PageToken = pageToken,
        };
        switch (options.Window)
        {
            case { Newest: { } length }:
                request.EndingWithNewest = length.ToDuration();
                break;
            case { EachMetric: { } length }:
                request.EndingWithEachMetric = length.ToDuration();
                break;
            default:
                request.Interval = ToInterval(options.Window);
                break;
        }

        return request;
    }

    private static Interval? ToInterval(RankingWindow window) =>
        window.Interval is var (start, end) ? new() { StartTime = start.ToTimestamp(), EndTime = end.ToTimestamp() } : null;

    private static Ranking ToRanking(V1.Ranking proto) =>
        new(
            [.. proto.Metrics.Select(ToRanked)],
            proto.WindowStartTime?.ToDateTimeOffset(),
            proto.WindowEndTime?.ToDateTimeOffset(),
            (RankingScore)proto.Score
        )
        {
            BlockDuration = proto.BlockDuration?.ToTimeSpan(),
        };

    private static RankedMetric ToRanked(V1.RankedMetric proto) =>
        new(MetricMapping.ToMetric(proto.Metric), proto.Value, proto.ResourceValue, [.. proto.Bars.Select(ToBar)])
        {
            WindowStartTime = proto.WindowStartTime?.ToDateTimeOffset(),
            WindowEndTime = proto.WindowEndTime?.ToDateTimeOffset(),
        };

    private static RankingBar ToBar(V1.RankingBar proto) =>
        new(proto.StartTime.ToDateTimeOffset())
        {
            MaxLikelihood = proto.HasMaxAnomalyLikelihood ? proto.MaxAnomalyLikelihood : null,
            Height = proto.HasHeight ? proto.Height : null,
            Color = proto.Color switch
            {
                V1.AnomalyColor.Green => AnomalyColor.Green,
                V1.AnomalyColor.Yellow => AnomalyColor.Yellow,
                V1.AnomalyColor.Red => AnomalyColor.Red,
                _ => null,
            },
            MaxDisplayValue = proto.HasMaxDisplayValue ? proto.MaxDisplayValue : null,
            MaxSurprise = proto.HasMaxSurprise ? proto.MaxSurprise : null,
        };
}
