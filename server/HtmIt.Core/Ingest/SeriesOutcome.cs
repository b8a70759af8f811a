using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>What became of a series. The metric is null when it could be neither found nor made.</summary>
/// <param name="FirstRowId">Row id of the first sample stored now; 0 when none was.</param>
/// <param name="LastRowId">Row id of the last sample stored now; the rows in between are all of this series.</param>
/// <param name="AlreadyStoredCount">How many of its samples were stored before.</param>
public sealed record SeriesOutcome(
    MetricId? Metric,
    long FirstRowId,
    long LastRowId,
    int AlreadyStoredCount,
    IReadOnlyList<Refusal> Refusals
)
{
    public int StoredCount => FirstRowId == 0 ? 0 : (int)(LastRowId - FirstRowId + 1);
}
