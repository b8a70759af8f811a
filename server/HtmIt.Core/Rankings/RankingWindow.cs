namespace HtmIt.Core.Rankings;

/// <summary>The hours before the newest sample: after <see cref="Start"/>, up to <paramref name="End"/>, both in seconds since 1970.</summary>
public readonly record struct RankingWindow(int Hours, long End)
{
    public const int MostHours = 744;

    /// <summary>The periods of the views of hours, days and weeks.</summary>
    public static readonly IReadOnlyList<int> Periods = [2, 24, 192];

    public long Start => End - (Hours * 3_600L);

    public long BlockSeconds => Hours * 150L;

    public long FirstBlock => Math.DivRem(Start + 1, BlockSeconds).Quotient;

    public int BlockCount => (int)((End / BlockSeconds) - FirstBlock + 1);
}
