using HtmIt.Core.Log;

namespace HtmIt.Storage.Samples;

/// <summary>What a commit came to: the batch and the requests that it holds, or none and the metrics whose head was not the database's.
/// </summary>
internal readonly record struct CommitOutcome(CommittedBatch? Batch, IReadOnlyList<WriteRequest> Written, IReadOnlySet<int> Stale)
{
    private static readonly IReadOnlySet<int> NoneStale = new HashSet<int>();

    public static CommitOutcome Committed(DoubtfulCommit commit) => new(commit.Batch, commit.Requests, NoneStale);

    public static CommitOutcome Refused(IReadOnlySet<int> stale) => new(null, [], stale);
}
