namespace HtmIt.Core.Log;

/// <summary>What became of samples handed to a metric. Those not refused have consecutive row ids, in order.</summary>
/// <param name="FirstRowId">Row id of the first stored sample; 0 when none was.</param>
public sealed record AppendOutcome(long FirstRowId, int StoredCount, IReadOnlyList<SampleRefusal> Refusals)
{
    public long LastRowId => StoredCount == 0 ? 0 : FirstRowId + StoredCount - 1;
}
