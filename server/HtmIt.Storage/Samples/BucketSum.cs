using HtmIt.Core.Listing;

namespace HtmIt.Storage.Samples;

/// <summary>What the rows of a stretch of time come to, in a form that can be added up.</summary>
internal sealed record BucketSum
{
    /// <summary>Large values are added up in parts of this, a power of two, so that nothing is rounded by it.</summary>
    public const double LargeUnit = 1L << 40;

    public required long FirstTime { get; init; }
    public required long LastTime { get; init; }

    /// <summary>Between two rows that follow each other, in seconds.</summary>
    public required long LongestDistance { get; init; }

    public required long RowCount { get; init; }
    public required double First { get; init; }
    public required double Last { get; init; }
    public required double Min { get; init; }
    public required double Max { get; init; }
    public required double SmallSum { get; init; }

    /// <summary>In parts of <see cref="LargeUnit"/>.</summary>
    public required double LargeSum { get; init; }

    public required double? MaxSurprise { get; init; }
    public required double? MaxAnomalyLikelihood { get; init; }
    public required long UnscoredRowCount { get; init; }

    /// <param name="sums">Of stretches in one bucket each, oldest first.</param>
    /// <param name="division">Into the buckets.</param>
    /// <param name="extent">Of all rows.</param>
    public static List<Bucket> ToBuckets(IEnumerable<BucketSum> sums, BucketDivision division, BucketExtent extent)
    {
        var buckets = new List<Bucket>();
        var before = extent.Before;
        foreach (var bucket in sums.GroupBy(sum => division.BeginOf(sum.FirstTime)))
        {
            var sum = bucket.Aggregate(Add);
            var longest = Math.Max(sum.LongestDistance, sum.FirstTime - (before ?? sum.FirstTime));
            buckets.Add(sum.ToBucket(bucket.Key, extent.IsGap(longest)));
            before = sum.LastTime;
        }
        return buckets;
    }

    /// <param name="one">The earlier one.</param>
    /// <param name="next">The later one.</param>
    private static BucketSum Add(BucketSum one, BucketSum next) =>
        new()
        {
            FirstTime = one.FirstTime,
            LastTime = next.LastTime,
            LongestDistance = Math.Max(Math.Max(one.LongestDistance, next.LongestDistance), next.FirstTime - one.LastTime),
            RowCount = one.RowCount + next.RowCount,
            First = one.First,
            Last = next.Last,
            Min = Math.Min(one.Min, next.Min),
            Max = Math.Max(one.Max, next.Max),
            SmallSum = one.SmallSum + next.SmallSum,
            LargeSum = one.LargeSum + next.LargeSum,
            MaxSurprise = Larger(one.MaxSurprise, next.MaxSurprise),
            MaxAnomalyLikelihood = Larger(one.MaxAnomalyLikelihood, next.MaxAnomalyLikelihood),
            UnscoredRowCount = one.UnscoredRowCount + next.UnscoredRowCount,
        };

    private static double? Larger(double? one, double? other) => one > other || other is null ? one : other;

    private Bucket ToBucket(long start, bool gap)
    {
        // Clamped, as roundings may leave the range of the values.
        var mean = Math.Clamp((SmallSum / RowCount) + (LargeSum / RowCount * LargeUnit), Min, Max);
        return new(start, RowCount, First, Last, Min, Max, mean, MaxSurprise, MaxAnomalyLikelihood, UnscoredRowCount, gap);
    }
}
