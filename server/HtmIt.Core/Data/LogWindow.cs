namespace HtmIt.Core.Data;

/// <summary>The rows changed by some consecutive commits.</summary>
/// <param name="Segments">The rows, by commit, metric number and row.</param>
/// <param name="End">The last commit looked at: continue after it.</param>
/// <param name="Newest">The newest commit there was.</param>
/// <param name="TooMany">The window held more rows than one read may return; none are given, ask for fewer commits.</param>
public sealed record LogWindow(IReadOnlyList<RowSegment> Segments, long End, long Newest, bool TooMany = false);
