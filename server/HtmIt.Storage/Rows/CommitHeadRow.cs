namespace HtmIt.Storage.Rows;

/// <summary>Table <c>commit_head</c>: one row, locked by each commit of rows, which so take turns and get consecutive positions.</summary>
internal sealed class CommitHeadRow
{
    public const short OnlyId = 1;

    public short Id { get; set; } = OnlyId;
    public long Position { get; set; }
    public long OldestPosition { get; set; }
}
