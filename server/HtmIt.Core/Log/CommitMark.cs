namespace HtmIt.Core.Log;

/// <summary>A commit of rows as somebody saw it: its number, the random token it was given, and the history it is part of. The number alone
/// names no commit: after a database was restored, the numbers that were lost are given again, to others.</summary>
/// <param name="Token">0 where the log of commits does not reach back to it.</param>
public readonly record struct CommitMark(Guid History, long Position, long Token)
{
    /// <summary>Whether a database still has this commit, as far as can be told: its log may not reach back so far.</summary>
    /// <param name="history">The database's history.</param>
    /// <param name="newest">Its newest position.</param>
    /// <param name="tokenThere">The token it has for this position; null when its log has none.</param>
    public bool IsOf(Guid history, long newest, long? tokenThere) =>
        History == history && Position <= newest && (tokenThere is null || tokenThere == Token);
}
