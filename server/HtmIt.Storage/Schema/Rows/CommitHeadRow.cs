namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>commit_head</c>: one row, locked by each commit of rows, which so take turns and get consecutive positions.</summary>
internal sealed class CommitHeadRow
{
    public const short OnlyId = 1;

    public short Id { get; set; } = OnlyId;
    public long Position { get; set; }
    public long OldestPosition { get; set; }

    /// <summary>Which history the positions count: another one after the database was found to have gone back to an earlier state.</summary>
    public Guid HistoryId { get; set; }

    /// <summary>The devices' lowest thresholds, here because every commit reads this row anyway: no node ever goes by old ones.</summary>
    public double? NotifyLikelihood { get; set; }
    public double? NotifySeverity { get; set; }

    /// <summary>Rows with earlier sample times count as removed, even while they are still there.</summary>
    public DateTimeOffset KeptSince { get; set; } = DateTimeOffset.UnixEpoch;
}
