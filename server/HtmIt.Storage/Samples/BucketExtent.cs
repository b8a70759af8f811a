using HtmIt.Core.Listing;

namespace HtmIt.Storage.Samples;

/// <summary>Where the rows of a range are, in seconds since 1970.</summary>
/// <param name="First">The first row of the range.</param>
/// <param name="Last">The last row of the range.</param>
/// <param name="Before">The row before the first; null when it is the first of all.</param>
/// <param name="UsualDistance">Between two rows; null when there is one row only.</param>
internal sealed record BucketExtent(long First, long Last, long? Before, long? UsualDistance)
{
    /// <summary>How many of the last rows tell the usual distance.</summary>
    public const int RowsLookedAt = 1_001;

    /// <summary>Ten days, in seconds. The database holds the times of one stretch, and there is at most one row a second.</summary>
    private const long LongestStretch = 864_000;

    /// <param name="newest">Times of the last rows before the end of the range, newest first.</param>
    /// <param name="first">Of the range.</param>
    /// <param name="before">Of the row before that.</param>
    public static BucketExtent Of(IReadOnlyList<long> newest, long first, long? before)
    {
        var distances = newest.Zip(newest.Skip(1), (later, earlier) => later - earlier).Order().ToArray();
        return new(first, newest[0], before, distances.Length == 0 ? null : distances[(distances.Length - 1) / 2]);
    }

    /// <summary>From the first to the last row, in order: of one bucket each, and of a long bucket several.</summary>
    public IReadOnlyList<(long Start, long End)> Stretches(BucketDivision division)
    {
        var stretches = new List<(long, long)>();
        for (var start = First; start <= Last; )
        {
            var end = Math.Min(Math.Min(division.BeginOf(start) + division.Width, start + LongestStretch), division.End);
            stretches.Add((start, end));
            start = end;
        }
        return stretches;
    }

    /// <summary>Whether two rows that follow each other are further apart than three times the usual distance.</summary>
    public bool IsGap(long distance) => UsualDistance is { } usual && distance > 3 * usual;
}
