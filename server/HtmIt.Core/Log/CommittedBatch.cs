namespace HtmIt.Core.Log;

/// <summary>What one transaction wrote, as live subscribers get it.</summary>
/// <param name="Commit">The commit: its positions are one order for all metrics and all nodes, without gaps.</param>
/// <param name="Segments">The rows, by ascending metric number.</param>
public sealed record CommittedBatch(CommitMark Commit, IReadOnlyList<RowSegment> Segments)
{
    /// <summary>A batch, its list, and what keeps it in a chain.</summary>
    private const int BatchBytes = 200;

    public long Position => Commit.Position;

    /// <summary>The devices' lowest thresholds at the time of the commit.</summary>
    public NotificationBounds Bounds { get; init; }

    /// <summary>How many of the rows it recorded for the notifications.</summary>
    public int CandidateCount { get; init; }

    /// <summary>How many incidents it changed.</summary>
    public int IncidentCount { get; init; }

    /// <summary>About the memory that it takes.</summary>
    public long MeasureBytes() => BatchBytes + RowSegment.MeasureBytes(Segments);
}
