namespace HtmIt.Client;

/// <summary>Nothing happened for a while; the watch is alive.</summary>
/// <param name="Position">Where the watch stands.</param>
public sealed record WatchIdle(string Position) : WatchEvent(Position);
