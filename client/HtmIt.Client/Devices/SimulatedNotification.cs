namespace HtmIt.Client;

/// <summary>A notification that a device would have got.</summary>
/// <param name="Kind">What it is told.</param>
/// <param name="Time">When, in sample time: that of the row by which it was known. UTC.</param>
/// <param name="Metric">The metric: <c>metrics/{uid}</c>.</param>
public sealed record SimulatedNotification(NotificationKind Kind, DateTimeOffset Time, string Metric)
{
    /// <summary>The metric's name and labels; absent for one that takes no samples from clients.</summary>
    public MetricKey? Key { get; init; }

    /// <summary>The metric's name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The incident: <c>incidents/{uid}</c>. Empty for a row.</summary>
    public string Incident { get; init; } = "";

    /// <summary>The incident's severity then; for a row, its own.</summary>
    public double Severity { get; init; }

    /// <summary>The row's anomaly likelihood; 0 for an incident. Range [0, 1].</summary>
    public double AnomalyLikelihood { get; init; }

    /// <summary>Sample time of the row that would have been told: of an incident, its peak until then. UTC.</summary>
    public DateTimeOffset SampleTime { get; init; }

    /// <summary>That row's value.</summary>
    public double Value { get; init; }
}
