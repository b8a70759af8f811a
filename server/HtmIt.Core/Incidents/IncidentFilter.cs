namespace HtmIt.Core.Incidents;

/// <summary>Which incidents to list, in which order.</summary>
/// <param name="Metrics">Only of these metrics, by number; null for all.</param>
public sealed record IncidentFilter(IReadOnlyCollection<int>? Metrics)
{
    public IncidentOrder Order { get; init; }

    /// <summary>Only as severe as this, or more.</summary>
    public double MinSeverity { get; init; }

    /// <summary>Only of this kind; null for all.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Only those that go on, or only those that are over; null for both.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Only those that went on at or after this time, in seconds of the Unix epoch.</summary>
    public long? FromTime { get; init; }

    /// <summary>Only those with an onset at or before this time.</summary>
    public long? ToTime { get; init; }
}
