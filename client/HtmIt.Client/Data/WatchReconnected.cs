using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The connection had broken and the watch goes on. Without a <paramref name="Position"/> rows may have been missed in between.</summary>
/// <param name="Position">Where the watch went on from; empty when it had no position yet and started again as it was asked to.</param>
/// <param name="Cause">Why the connection broke; absent when the server ended the stream without an error.</param>
/// <param name="Attempts">How many attempts it took.</param>
public sealed record WatchReconnected(string Position, HtmItException? Cause, int Attempts) : WatchEvent(Position);
