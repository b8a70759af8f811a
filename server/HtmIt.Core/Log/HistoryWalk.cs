namespace HtmIt.Core.Log;

/// <summary>A walk over stored rows since a sample time.</summary>
/// <param name="Place">The last row given.</param>
/// <param name="KeptSince">From when on there were rows when the walk began.</param>
public readonly record struct HistoryWalk(long FromTime, HistoryPlace Place, long KeptSince)
{
    /// <summary>Whether rows that it would have given may be gone since it began.</summary>
    public bool IsCutBy(long keptSince) => keptSince > Math.Max(FromTime, KeptSince);
}
