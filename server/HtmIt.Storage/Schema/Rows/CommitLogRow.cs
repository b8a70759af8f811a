namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>commit_log</c>: each commit of rows of the last days, by a token that no other commit has.</summary>
internal sealed class CommitLogRow
{
    public long Position { get; set; }
    public long Token { get; set; }
    public DateTimeOffset CommitTime { get; set; }
}
