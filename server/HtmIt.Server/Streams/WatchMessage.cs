namespace HtmIt.Server.Streams;

/// <summary>A message of a watch.</summary>
/// <param name="Position">Where to continue once it was read.</param>
/// <param name="Bytes">About what the watch holds in memory while it is sent.</param>
internal readonly record struct WatchMessage<T>(T Message, string Position, long Bytes);
