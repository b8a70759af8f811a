using System.Globalization;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Listing;

/// <summary>A range of sample times, without its end, divided into buckets of one width; all in seconds since 1970.</summary>
/// <param name="Origin">Where a bucket begins; the others do at multiples of the width from it.</param>
public sealed record BucketDivision(long Start, long End, long Origin, long Width)
{
    public const int MostBuckets = 10_000;

    /// <exception cref="DomainException">InvalidField.</exception>
    public static BucketDivision ByCount(long start, long end, int count)
    {
        CheckRange(start, end);
        if (count is < 1 or > MostBuckets)
        {
            throw DomainErrors.InvalidField("bucket_count", count, $"must be in [1, {MostBuckets}]");
        }
        return new(start, end, start, (end - start + count - 1) / count);
    }

    /// <exception cref="DomainException">InvalidField.</exception>
    public static BucketDivision ByWidth(long start, long end, long width)
    {
        CheckRange(start, end);
        // A width beyond any range would be one bucket, and more than the database can count with.
        if (width < 1 || width > LongestWidth)
        {
            throw DomainErrors.InvalidField("bucket_width", $"{width}s", $"must be in [1s, {LongestWidth}s]");
        }
        var buckets = ((end - 1) / width) - (start / width) + 1;
        if (buckets > MostBuckets)
        {
            throw DomainErrors.InvalidField("bucket_width", $"{width}s", $"must give at most {MostBuckets} buckets, and gives {buckets}");
        }
        return new(start, end, 0, width);
    }

    /// <summary>Where the bucket of a time in the range begins; of the first one that may be before the range.</summary>
    public long BeginOf(long time) => Origin + ((time - Origin) / Width * Width);

    /// <summary>A hundred years.</summary>
    private const long LongestWidth = 3_155_760_000;

    private static string ToText(long time) =>
        DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void CheckRange(long start, long end)
    {
        if (start < 0)
        {
            throw DomainErrors.InvalidField("start_time", ToText(start), "must not be before 1970-01-01T00:00:00Z");
        }
        if (end <= start)
        {
            throw DomainErrors.InvalidField("end_time", ToText(end), "must be after start_time");
        }
    }
}
