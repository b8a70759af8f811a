namespace HtmIt.Client;

/// <summary>Which samples to sum up, and into which buckets.</summary>
public sealed record BucketQuery
{
    private BucketQuery(DateTimeOffset start, DateTimeOffset end, int? count, TimeSpan? width) =>
        (StartTime, EndTime, Count, Width) = (start, end, count, width);

    /// <summary>Only samples at or after this time.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>Only samples before this time.</summary>
    public DateTimeOffset EndTime { get; }

    /// <summary>Into how many buckets the range is divided; absent when their width is given.</summary>
    public int? Count { get; }

    /// <summary>How wide the buckets are; absent when their number is given.</summary>
    public TimeSpan? Width { get; }

    /// <summary>Divides the range into so many buckets of one width, counted from its start; there may be fewer.</summary>
    /// <param name="startTime">Only samples at or after this time. Not before 1970.</param>
    /// <param name="endTime">Only samples before this time.</param>
    /// <param name="count">How many. Range [1, 10,000].</param>
    public static BucketQuery ByCount(DateTimeOffset startTime, DateTimeOffset endTime, int count) => new(startTime, endTime, count, null);

    /// <summary>Divides the range into buckets that start at multiples of their width since 1970.</summary>
    /// <param name="startTime">Only samples at or after this time. Not before 1970.</param>
    /// <param name="endTime">Only samples before this time.</param>
    /// <param name="width">How wide: whole seconds, at least one, and such that there are at most 10,000.</param>
    public static BucketQuery ByWidth(DateTimeOffset startTime, DateTimeOffset endTime, TimeSpan width) =>
        new(startTime, endTime, null, width);
}
