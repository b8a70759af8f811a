namespace HtmIt.Client;

/// <summary>One step of a watch: <see cref="WatchRows"/>, <see cref="WatchCaughtUp"/>, <see cref="WatchIdle"/>,
/// <see cref="WatchFellBehind"/> or <see cref="WatchReconnected"/>. A newer version of the client may have more.</summary>
public abstract record WatchEvent
{
    private protected WatchEvent(string position) => Position = position;

    /// <summary>Where the watch stands after this step; <see cref="WatchStart.After"/> goes on from it. Opaque. Empty before the first answer.</summary>
    public string Position { get; }

    /// <summary>When the server sent the step, by its clock, in UTC; absent in a <see cref="WatchReconnected"/>.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}
