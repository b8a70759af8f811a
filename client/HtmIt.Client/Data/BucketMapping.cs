using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Turns generated buckets into those of the typed client, and queries back.</summary>
internal static class BucketMapping
{
    public static V1.ListMetricDataBucketsRequest ToRequest(MetricTarget target, BucketQuery query)
    {
        var request = new V1.ListMetricDataBucketsRequest
        {
            StartTime = query.StartTime.ToTimestamp(),
            EndTime = query.EndTime.ToTimestamp(),
        };
        if (target is MetricByKey { Key: var key })
        {
            request.Key = key.ToProto();
        }
        else
        {
            request.Metric = target.Value;
        }

        if (query.Count is { } count)
        {
            request.BucketCount = count;
        }
        else
        {
            request.BucketWidth = query.Width!.Value.ToDuration();
        }

        return request;
    }

    public static MetricDataBuckets ToBuckets(V1.ListMetricDataBucketsResponse response) =>
        new([.. response.Buckets.Select(ToBucket)], response.BucketWidth.ToTimeSpan(), response.KeptSince?.ToDateTimeOffset());

    private static MetricDataBucket ToBucket(V1.MetricDataBucket bucket) =>
        new(bucket.StartTime.ToDateTimeOffset(), bucket.RowCount)
        {
            FirstValue = bucket.FirstValue,
            LastValue = bucket.LastValue,
            MinValue = bucket.MinValue,
            MaxValue = bucket.MaxValue,
            MeanValue = bucket.MeanValue,
            MaxSurprise = bucket.HasMaxSurprise ? bucket.MaxSurprise : null,
            MaxAnomalyLikelihood = bucket.HasMaxAnomalyLikelihood ? bucket.MaxAnomalyLikelihood : null,
            UnscoredRowCount = bucket.UnscoredRowCount,
            HasGap = bucket.Gap,
        };
}
