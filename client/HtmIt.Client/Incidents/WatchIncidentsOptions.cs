namespace HtmIt.Client;

/// <summary>Selects which incidents to follow and where to start.</summary>
public sealed record WatchIncidentsOptions
{
    /// <summary>Of which metrics, those created later too. Default: all.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>Where to start. <see cref="WatchStart.Since"/> means the stored incidents that went on at or after the time. Default:
    /// <see cref="WatchStart.Now"/>, with the next change.</summary>
    public WatchStart Start { get; init; } = WatchStart.Now;

    /// <summary>Only those at least this severe; one that becomes so later comes when it does. Range [0, 100]. Default: 3, from which on people
    /// are told by default.</summary>
    public double? MinSeverity { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Selector);
        ArgumentNullException.ThrowIfNull(Start);
    }
}
