namespace HtmIt.Core.Log;

/// <summary>The history that the database's commits form. It ends, and another one begins, when the database turns out to have gone back to an
/// earlier state: what was seen of it since is not there any more, and its positions are given again, to other rows.</summary>
public interface ICommitHistory
{
    /// <summary>Called with a commit that was seen and seems not to be there. If so, a new history begins, durably and once, whoever notices
    /// first. Returns what there is now.</summary>
    Task<LogRange> LeaveAsync(CommitMark missing, CancellationToken cancellationToken);

    /// <summary>Called when something else than a commit shows that the database went back since it had this history.</summary>
    Task<LogRange> LeaveAsync(Guid history, CancellationToken cancellationToken);
}
