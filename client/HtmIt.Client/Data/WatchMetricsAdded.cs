namespace HtmIt.Client;

/// <summary>The watch has come to select more metrics, be it that they are new or that they changed. Their rows come from here on; what was
/// stored before does not.</summary>
/// <param name="Position">Where the watch stands.</param>
/// <param name="Metrics">Their names.</param>
public sealed record WatchMetricsAdded(string Position, IReadOnlyList<string> Metrics) : WatchEvent(Position);
