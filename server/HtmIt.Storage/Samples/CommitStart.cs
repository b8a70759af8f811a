using HtmIt.Core.Log;

namespace HtmIt.Storage.Samples;

/// <summary>What a commit begins with.</summary>
/// <param name="TokenOfSeen">The token that the log has for the newest commit this process saw; null where it has none.</param>
/// <param name="KeptSince">Rows before this time count as removed.</param>
/// <param name="Moved">The metrics whose head was the expected one.</param>
internal readonly record struct CommitStart(
    CommitMark Commit,
    NotificationBounds Bounds,
    DateTime KeptSince,
    long? TokenOfSeen,
    HashSet<int> Moved
)
{
    /// <summary>Whether the database still has a commit that this process saw.</summary>
    public bool Continues(CommitMark seen) => seen.History != Commit.History || seen.IsOf(Commit.History, Commit.Position - 1, TokenOfSeen);
}
