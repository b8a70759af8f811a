namespace HtmIt.Core.Rankings;

/// <summary>A stretch of time: after <see cref="Start"/>, up to <paramref name="End"/>, both in seconds since 1970.</summary>
/// <param name="Seconds">Its length.</param>
public readonly record struct RankingWindow(long Seconds, long End)
{
    public long Start => End - Seconds;

    public long BlockSeconds => Seconds / RankingSpan.Blocks;

    public long FirstBlock => FloorDiv(Start + 1, BlockSeconds);

    public int BlockCount => (int)(FloorDiv(End, BlockSeconds) - FirstBlock + 1);

    /// <summary>Blocks before 1970 are numbered downwards.</summary>
    private static long FloorDiv(long value, long by) => (value - (((value % by) + by) % by)) / by;
}
