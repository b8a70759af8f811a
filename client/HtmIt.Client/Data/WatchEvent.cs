namespace HtmIt.Client;

/// <summary>One step of a watch.</summary>
/// <param name="Position">Where the watch stands after this step; a later watch can continue with it. Empty before the first answer.</param>
public abstract record WatchEvent(string Position)
{
    /// <summary>Rows before this time are no longer kept, in UTC. Only in the first step of a watch that starts with a time, and absent while
    /// nothing was ever removed.</summary>
    public DateTimeOffset? KeptSince { get; init; }
}
