namespace HtmIt.Core.Log;

/// <summary>What became of samples handed to a metric: each is stored now, was stored before, or is refused. Those stored now have consecutive
/// row ids, in order.</summary>
/// <param name="FirstRowId">Row id of the first sample stored now; 0 when none was.</param>
/// <param name="StoredCount">How many are stored now.</param>
/// <param name="AlreadyStored">Indices of those that were stored before, ascending.</param>
/// <param name="Refusals">Those that are refused, by ascending index.</param>
public sealed record AppendOutcome(
    long FirstRowId,
    int StoredCount,
    IReadOnlyList<int> AlreadyStored,
    IReadOnlyList<SampleRefusal> Refusals
)
{
    public long LastRowId => StoredCount == 0 ? 0 : FirstRowId + StoredCount - 1;
}
