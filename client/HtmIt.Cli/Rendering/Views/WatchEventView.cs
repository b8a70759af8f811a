namespace HtmIt.Cli.Rendering.Views;

/// <summary>Something that happened to a watch other than rows.</summary>
internal sealed record WatchEventView(string Event, string Position)
{
    /// <summary>The metrics that came or went; absent for other events.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }
}
