namespace HtmIt.Client.Errors;

/// <summary>The position belongs to another history than the server's database has now: it was restored from a backup or lost its last
/// commits, or it is another database. Rows received before may not be there any more, so a watch does not go on by itself.</summary>
public sealed class PositionOfOtherHistoryException(HtmItError error) : PositionException(error)
{
    /// <summary>The database's present history, as the server tells it with what it says of itself.</summary>
    public string? HistoryId => Value("history_id");
}
