namespace HtmIt.Core.Log;

/// <summary>A page of a walk over stored rows, metric by metric.</summary>
/// <param name="End">The last row seen: continue after it.</param>
/// <param name="IsLast">There is nothing more.</param>
public sealed record HistoryPage(IReadOnlyList<RowSegment> Segments, HistoryPlace End, bool IsLast);

/// <summary>The last row seen in a walk over metrics by number and, within a metric, by time.</summary>
public readonly record struct HistoryPlace(int MetricNumber, long Time);
