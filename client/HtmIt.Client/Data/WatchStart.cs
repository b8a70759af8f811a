namespace HtmIt.Client;

/// <summary>Where a watch starts: <see cref="Now"/>, <see cref="Since"/> a time, or <see cref="After"/> the position where an earlier watch
/// stood.</summary>
public abstract record WatchStart
{
    private protected WatchStart() { }

    /// <summary>With whatever comes next; nothing that is stored already.</summary>
    public static WatchResumption Now { get; } = new(position: null);

    /// <summary>After a position, so that nothing is missed and nothing comes twice.</summary>
    /// <param name="position">The position, as an earlier watch gave it; opaque.</param>
    /// <exception cref="ArgumentException">The position is empty.</exception>
    public static WatchResumption After(string position)
    {
        ArgumentException.ThrowIfNullOrEmpty(position);
        return new WatchResumption(position);
    }

    /// <summary>With what is stored of a time and later, and goes on with what comes next.</summary>
    /// <param name="time">The time. The server drops the fraction of a second.</param>
    public static WatchStart Since(DateTimeOffset time) => new WatchSince(time);
}
