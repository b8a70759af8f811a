namespace HtmIt.Core.Rankings;

/// <summary>The stretch of time that a ranking is over: 24 blocks, which are whole seconds long.</summary>
/// <param name="Seconds">Its length.</param>
public abstract record RankingSpan(long Seconds)
{
    public const int Blocks = 24;
    public const long Shortest = 60;
    public const long Longest = 31 * 86_400;

    /// <summary>The periods of the views of hours, days and weeks.</summary>
    public static readonly IReadOnlyList<TimeSpan> Periods = [TimeSpan.FromHours(2), TimeSpan.FromHours(24), TimeSpan.FromHours(192)];

    public long BlockSeconds => Seconds / Blocks;

    /// <summary>Up to the newest sample of all metrics.</summary>
    public sealed record EndingWithNewest(long Seconds) : RankingSpan(Seconds);

    /// <summary>After a time, up to another one, both in seconds since 1970.</summary>
    public sealed record Between(long Start, long End) : RankingSpan(End - Start)
    {
        public RankingWindow Window => new(Seconds, End);
    }

    /// <summary>Of each metric up to its own newest sample.</summary>
    public sealed record EndingWithEachMetric(long Seconds) : RankingSpan(Seconds);
}
