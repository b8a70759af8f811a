namespace HtmIt.Core.Log;

/// <summary>What exists: commits after <paramref name="Oldest"/> up to <paramref name="Newest"/>, and rows with sample times from
/// <paramref name="KeptSince"/> on, which is 0 while nothing was ever removed.</summary>
public readonly record struct LogRange(CommitMark Oldest, CommitMark Newest, long KeptSince)
{
    public Guid History => Newest.History;
}
