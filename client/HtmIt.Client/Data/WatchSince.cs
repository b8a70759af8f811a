namespace HtmIt.Client;

/// <summary>A start with what is stored of a time and later. Made by <see cref="WatchStart.Since"/>.</summary>
public sealed record WatchSince : WatchStart
{
    internal WatchSince(DateTimeOffset time) => Time = time;

    /// <summary>The time.</summary>
    public DateTimeOffset Time { get; }
}
