namespace HtmIt.Client;

/// <summary>The reader was too slow for the server's live buffer; the watch goes on from stored rows. Nothing is lost.</summary>
/// <param name="Position">Where the watch stands.</param>
public sealed record WatchFellBehind(string Position) : WatchEvent(Position);
