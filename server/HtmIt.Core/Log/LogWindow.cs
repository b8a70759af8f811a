namespace HtmIt.Core.Log;

/// <summary>The rows changed by some consecutive commits.</summary>
/// <param name="Segments">The rows, by commit, metric number and row.</param>
/// <param name="End">The last commit looked at: continue after it.</param>
/// <param name="Newest">The newest commit there was.</param>
/// <param name="Oldest">Rows of commits up to this one may have been removed since.</param>
public sealed record LogWindow(IReadOnlyList<RowSegment> Segments, CommitMark End, long Newest, CommitMark Oldest)
{
    /// <summary>The window held more rows than one read may return; none are given, ask for fewer commits.</summary>
    public bool TooMany { get; init; }

    /// <summary>Rows that were looked at, those that the conditions do not accept too.</summary>
    public int RowsRead { get; init; }

    /// <summary>The commit to go on from is not there: the database went back. No rows are given.</summary>
    public bool StartIsMissing { get; init; }
}
