using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Listing;
using HtmIt.Core.Names;

namespace HtmIt.Server.Mapping;

/// <summary>Buckets of rows between wire and domain.</summary>
internal static class BucketMapping
{
    public static (MetricTarget Metric, BucketDivision Division) ToQuery(V1.ListMetricDataBucketsRequest request)
    {
        var hasKey = request.TargetCase == V1.ListMetricDataBucketsRequest.TargetOneofCase.Key;
        var metric = MetricTargetMapping.ToTarget(hasKey, request.Metric, request.Key);
        var start = MetricDataMapping.ToStartTime(request.StartTime) ?? throw Missing("start_time");
        // The first second that is out of it, as of a start the first one that is in it.
        var end = MetricDataMapping.ToStartTime(request.EndTime, "end_time") ?? throw Missing("end_time");
        var division = request.DivisionCase switch
        {
            V1.ListMetricDataBucketsRequest.DivisionOneofCase.BucketCount => BucketDivision.ByCount(start, end, request.BucketCount),
            V1.ListMetricDataBucketsRequest.DivisionOneofCase.BucketWidth => BucketDivision.ByWidth(
                start,
                end,
                ToSeconds(request.BucketWidth)
            ),
            _ => throw DomainErrors.InvalidField("division", "", "must be given: bucket_count or bucket_width"),
        };
        return (metric, division);
    }

    public static V1.MetricDataBucket ToProto(Bucket bucket)
    {
        var proto = new V1.MetricDataBucket
        {
            StartTime = new() { Seconds = bucket.Start },
            RowCount = bucket.RowCount,
            FirstValue = bucket.First,
            LastValue = bucket.Last,
            MinValue = bucket.Min,
            MaxValue = bucket.Max,
            MeanValue = bucket.Mean,
            UnscoredRowCount = bucket.UnscoredRowCount,
            Gap = bucket.Gap,
        };
        if (bucket.MaxSurprise is { } surprise)
        {
            proto.MaxSurprise = surprise;
        }
        if (bucket.MaxAnomalyLikelihood is { } likelihood)
        {
            proto.MaxAnomalyLikelihood = likelihood;
        }
        return proto;
    }

    private static long ToSeconds(Duration width) =>
        width.Nanos == 0
            ? width.Seconds
            : throw DomainErrors.InvalidField("bucket_width", $"{width.Seconds}s {width.Nanos}ns", "must be whole seconds");

    private static DomainException Missing(string field) => DomainErrors.InvalidField(field, "", "must be given");
}
