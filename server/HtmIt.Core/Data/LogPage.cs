namespace HtmIt.Core.Data;

/// <summary>A page of rows read from the log.</summary>
/// <param name="Segments">The rows, in order.</param>
/// <param name="End">Where the next page starts.</param>
/// <param name="IsLast">There is nothing more up to the end that was asked for.</param>
public sealed record LogPage<TPlace>(IReadOnlyList<RowSegment> Segments, TPlace End, bool IsLast);
