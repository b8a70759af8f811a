namespace HtmIt.Client;

/// <summary>A start that every kind of watch knows: now, or after a position. Made by <see cref="WatchStart"/>.</summary>
public sealed record WatchResumption : WatchStart
{
    internal WatchResumption(string? position) => Position = position;

    /// <summary>The position to go on from; absent to start now.</summary>
    public string? Position { get; }
}
