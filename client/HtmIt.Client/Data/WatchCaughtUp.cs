namespace HtmIt.Client;

/// <summary>All stored rows have been given; from here on the watch is live.</summary>
/// <param name="Position">Where the watch stands.</param>
public sealed record WatchCaughtUp(string Position) : WatchEvent(Position);
