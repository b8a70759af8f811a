namespace HtmIt.Client;

/// <summary>All that is stored has been given; from here on the watch is live.</summary>
/// <param name="Position">Where the watch stands.</param>
public sealed record WatchCaughtUp(string Position) : WatchEvent(Position)
{
    /// <summary>Rows with times before this one are no longer kept, in UTC; absent while nothing was ever removed.</summary>
    public DateTimeOffset? KeptSince { get; init; }
}
