namespace HtmIt.Client.Errors;

/// <summary>The position belongs to another history than the server's database has now: it was restored from a backup or lost its last
/// commits, or it is another database. Rows received before may not be there any more, so a watch does not go on by itself.</summary>
public sealed class PositionOfOtherHistoryException(HtmItError error) : HtmItException(error)
{
    /// <summary>The database's present history, as <see cref="ServerInfo.HistoryId"/> has it.</summary>
    public string? HistoryId => Value("history_id");

    /// <summary>A watch that starts after this position gives all that is kept.</summary>
    public string? OldestPosition => Value("oldest_position");
}
