using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Rankings;

namespace HtmIt.Server.Mapping;

/// <summary>What stretch of time a ranking is over, from the wire.</summary>
internal static class RankingSpanMapping
{
    /// <summary>One of them is given; the others are null.</summary>
    public static RankingSpan ToSpan(Duration? endingWithNewest, V1.Interval? interval, Duration? endingWithEachMetric) =>
        endingWithNewest is not null ? new RankingSpan.EndingWithNewest(ToLength("ending_with_newest", endingWithNewest))
        : interval is not null ? ToBetween(interval)
        : endingWithEachMetric is not null ? new RankingSpan.EndingWithEachMetric(ToLength("ending_with_each_metric", endingWithEachMetric))
        : throw DomainErrors.InvalidField("window", "", "must be given: ending_with_newest, interval or ending_with_each_metric");

    private static RankingSpan.Between ToBetween(V1.Interval interval)
    {
        var span = new RankingSpan.Between(
            ToTime("interval.start_time", interval.StartTime),
            ToTime("interval.end_time", interval.EndTime)
        );
        Check("interval", span.Seconds, 0);
        return span;
    }

    private static long ToTime(string field, Timestamp? time)
    {
        var seconds = MetricDataMapping.ToTime(field, time) ?? throw DomainErrors.InvalidField(field, "", "must be given");
        return time!.Nanos == 0 ? seconds : throw DomainErrors.InvalidField(field, $"{seconds} s {time.Nanos} ns", "must be whole seconds");
    }

    private static long ToLength(string field, Duration length)
    {
        Check(field, length.Seconds, length.Nanos);
        return length.Seconds;
    }

    private static void Check(string field, long seconds, int nanos)
    {
        if (nanos != 0 || seconds is < RankingSpan.Shortest or > RankingSpan.Longest || seconds % RankingSpan.Blocks != 0)
        {
            throw DomainErrors.InvalidField(
                field,
                nanos == 0 ? $"{seconds} s" : $"{seconds} s {nanos} ns",
                $"must be a whole multiple of {RankingSpan.Blocks} seconds, from {RankingSpan.Shortest} seconds to 31 days"
            );
        }
    }
}
