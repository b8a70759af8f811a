namespace HtmIt.Core.Data;

/// <summary>A place in the order of changes: a commit, and inside it the last row seen. A metric number of
/// <see cref="WholeCommit"/> means all of the commit was seen.</summary>
public readonly record struct LogPlace(long Position, int MetricNumber, long RowId)
{
    public const int WholeCommit = int.MaxValue;

    public static LogPlace After(long position) => new(position, WholeCommit, long.MaxValue);
}
