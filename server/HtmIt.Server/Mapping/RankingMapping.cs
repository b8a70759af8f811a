using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Rankings;
using HtmIt.Engine.Likelihood;

namespace HtmIt.Server.Mapping;

/// <summary>Rankings between wire and domain.</summary>
internal static class RankingMapping
{
    public static RankingQuery ToQuery(V1.RankMetricsRequest request) =>
        new(
            RankingSpanMapping.ToSpan(request.EndingWithNewest, request.Interval, request.EndingWithEachMetric),
            ToScore(request.Score),
            ToOrder(request.Order),
            ToFilter(request.Selector, request.MonitoredOnly),
            !request.WithoutBars,
            PageSize.Of("page_size", request.PageSize)
        )
        {
            IncludeLearning = LearningRowsMapping.Include(request.LearningRows, byDefault: false),
        };

    public static RankingQuery ToQuery(V1.WatchRankingRequest request) =>
        new(
            RankingSpanMapping.ToSpan(request.EndingWithNewest, request.Interval, request.EndingWithEachMetric),
            ToScore(request.Score),
            RankingOrder.Rank,
            ToFilter(request.Selector, request.MonitoredOnly),
            !request.WithoutBars,
            PageSize.Of("size", request.Size)
        )
        {
            IncludeLearning = LearningRowsMapping.Include(request.LearningRows, byDefault: false),
        };

    public static V1.Ranking ToProto(RankingView view)
    {
        var proto = new V1.Ranking
        {
            Score = (V1.RankingScore)view.Basis.Score,
            BlockDuration = new() { Seconds = view.Basis.Span.BlockSeconds },
        };
        if (view.Window is { } window)
        {
            proto.WindowStartTime = new() { Seconds = window.Start };
            proto.WindowEndTime = new() { Seconds = window.End };
        }
        proto.Metrics.AddRange(view.Rows.Select(ToProto));
        return proto;
    }

    private static V1.RankedMetric ToProto(RankingView.Row row)
    {
        var proto = new V1.RankedMetric
        {
            Metric = MetricMapping.ToProto(row.Metric),
            Value = row.Value,
            ResourceValue = row.ResourceValue,
        };
        if (row.Window is { } known)
        {
            proto.WindowStartTime = new() { Seconds = known.Start };
            proto.WindowEndTime = new() { Seconds = known.End };
            proto.Bars.AddRange(row.Bars.Select((bar, i) => ToProto(bar, (known.FirstBlock + i) * known.BlockSeconds)));
        }
        return proto;
    }

    private static V1.RankingBar ToProto(RankingBar? bar, long start)
    {
        var proto = new V1.RankingBar { StartTime = new Timestamp { Seconds = start } };
        if (bar is { } scores)
        {
            proto.MaxAnomalyLikelihood = scores.AnomalyLikelihood;
            proto.Height = DisplayScale.ToLogarithmic(scores.AnomalyLikelihood);
            proto.Color = ToColor(scores.AnomalyLikelihood);
            proto.MaxDisplayValue = scores.DisplayValue;
            proto.MaxSurprise = scores.Surprise;
        }
        return proto;
    }

    private static V1.AnomalyColor ToColor(double likelihood) =>
        DisplayScale.FromLikelihood(likelihood) switch
        {
            DisplayScale.Red => V1.AnomalyColor.Red,
            DisplayScale.Yellow => V1.AnomalyColor.Yellow,
            _ => V1.AnomalyColor.Green,
        };

    private static RankingFilter ToFilter(V1.MetricSelector? selector, bool monitoredOnly) =>
        new(SelectorMapping.ToSelector(selector, FieldPath.Proto("selector")), monitoredOnly, SelectorMapping.Identity(selector));

    private static RankingScore? ToScore(V1.RankingScore score) =>
        score switch
        {
            V1.RankingScore.Unspecified => null,
            V1.RankingScore.Surprise => RankingScore.Surprise,
            V1.RankingScore.DisplayValue => RankingScore.DisplayValue,
            V1.RankingScore.Severity => RankingScore.Severity,
            _ => throw DomainErrors.InvalidField("score", score, "must be one of the values of RankingScore"),
        };

    private static RankingOrder ToOrder(V1.RankingOrder order) =>
        order switch
        {
            V1.RankingOrder.Unspecified or V1.RankingOrder.Rank => RankingOrder.Rank,
            V1.RankingOrder.Name => RankingOrder.Name,
            _ => throw DomainErrors.InvalidField("order", order, "must be one of the values of RankingOrder"),
        };
}
