using HtmIt.Core.Log;

namespace HtmIt.Storage.Bulk;

/// <summary>What a commit came to: the batch, or none and the metrics whose head was not the database's.</summary>
internal readonly record struct CommitOutcome(CommittedBatch? Batch, IReadOnlySet<int> Stale)
{
    private static readonly IReadOnlySet<int> NoneStale = new HashSet<int>();

    public static CommitOutcome Committed(CommittedBatch batch) => new(batch, NoneStale);
}
