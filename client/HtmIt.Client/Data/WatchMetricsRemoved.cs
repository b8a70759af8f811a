namespace HtmIt.Client;

/// <summary>The watch selects fewer metrics than before, or some were deleted.</summary>
/// <param name="Position">Where the watch stands.</param>
/// <param name="Metrics">Their names.</param>
public sealed record WatchMetricsRemoved(string Position, IReadOnlyList<string> Metrics) : WatchEvent(Position);
