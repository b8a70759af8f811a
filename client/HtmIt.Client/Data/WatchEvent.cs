namespace HtmIt.Client;

/// <summary>One step of a watch: <see cref="WatchRows"/> of rows, <see cref="WatchIncidents"/> of incidents; of both <see cref="WatchCaughtUp"/>,
/// <see cref="WatchIdle"/>, <see cref="WatchFellBehind"/>, <see cref="WatchMetricsAdded"/>, <see cref="WatchMetricsRemoved"/> or
/// <see cref="WatchReconnected"/>. A newer version of the client may have more.</summary>
public abstract record WatchEvent
{
    private protected WatchEvent(string position) => Position = position;

    /// <summary>Where the watch stands after this step; <see cref="WatchStart.After"/> goes on from it. Opaque. Empty before the first answer.</summary>
    public string Position { get; }

    /// <summary>When the server sent the step, by its clock, in UTC; absent in a <see cref="WatchReconnected"/>.</summary>
    public DateTimeOffset? ServerTime { get; init; }
}
