namespace HtmIt.Client;

/// <summary>One device was told of one row, or of what happened to an incident.</summary>
/// <param name="Name">Name, opaque.</param>
/// <param name="Device">The device: <c>devices/{id}</c>.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="RowId">The row that was out of the ordinary; of an incident its peak.</param>
/// <param name="SampleTime">When its sample was measured, in UTC.</param>
/// <param name="Value">Its value.</param>
public sealed record Notification(string Name, string Device, string Metric, long RowId, DateTimeOffset SampleTime, double Value)
{
    /// <summary>The metric's own name.</summary>
    public string MetricName { get; init; } = "";

    /// <summary>The metric's labels, in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Client.Metric.NoLabels;

    /// <summary>The thing measured.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Name of the resource, as in <see cref="Client.Resource.Name"/>.</summary>
    public string ResourceName { get; init; } = "";

    /// <summary>The thing measured, for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The row's anomaly likelihood.</summary>
    public double AnomalyLikelihood { get; init; }

    /// <summary>The severity of the incident; of a row, if it was a step of one, else 0.</summary>
    public double Severity { get; init; }

    /// <summary>The row's surprise, in decades.</summary>
    public double Surprise { get; init; }

    /// <summary>The score that the device went by.</summary>
    public NotificationScore Score { get; init; }

    /// <summary>What the device is told.</summary>
    public NotificationKind Kind { get; init; }

    /// <summary>Name of the incident that it is told of; empty for a row.</summary>
    public string Incident { get; init; } = "";

    /// <summary>When the incident's evidence began, in UTC; absent for a row.</summary>
    public DateTimeOffset? OnsetTime { get; init; }

    /// <summary>When the incident was seen to be over, in UTC; absent while it went on.</summary>
    public DateTimeOffset? IncidentEndTime { get; init; }

    /// <summary>Why the incident, in words, the most important first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The device's quiet period then.</summary>
    public TimeSpan QuietPeriod { get; init; }

    /// <summary>When somebody took care of it, in UTC; absent while nobody has.</summary>
    public DateTimeOffset? AcknowledgeTime { get; init; }

    /// <summary>Who that was; empty where they did not say.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary>When somebody saw it, in UTC, since when the device is open for the next one of the same resource; absent while nobody has.
    /// </summary>
    public DateTimeOffset? SeenTime { get; init; }

    /// <summary>Who that was; empty where they did not say.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>The mail provider's id of the message; empty when there is none.</summary>
    public string ProviderMessageId { get; init; } = "";

    /// <summary>When it was decided, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>What became of it by each channel that the device had.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];
}
