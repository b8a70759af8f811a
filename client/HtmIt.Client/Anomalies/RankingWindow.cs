namespace HtmIt.Client;

/// <summary>The stretch of time that a ranking is over: the samples after its start and up to its end. Its length is a whole multiple of 24
/// seconds, from 60 seconds to 31 days.</summary>
public sealed record RankingWindow
{
    private RankingWindow() { }

    /// <summary>Its length, when it ends with the newest sample of all metrics.</summary>
    internal TimeSpan? Newest { get; private init; }

    /// <summary>Its length, when it ends with each metric.</summary>
    internal TimeSpan? EachMetric { get; private init; }

    /// <summary>Its ends, when they are given.</summary>
    internal (DateTimeOffset Start, DateTimeOffset End)? Interval { get; private init; }

    /// <summary>Up to the newest sample of all metrics.</summary>
    /// <param name="length">How long.</param>
    public static RankingWindow EndingWithNewest(TimeSpan length) => new() { Newest = length };

    /// <summary>For each metric up to its own newest sample, so that metrics whose samples come late, or came to an end, are seen too.</summary>
    /// <param name="length">How long.</param>
    public static RankingWindow EndingWithEachMetric(TimeSpan length) => new() { EachMetric = length };

    /// <summary>Between two times in whole seconds.</summary>
    /// <param name="startTime">Samples after it count.</param>
    /// <param name="endTime">Samples up to it count.</param>
    public static RankingWindow Between(DateTimeOffset startTime, DateTimeOffset endTime) => new() { Interval = (startTime, endTime) };
}
