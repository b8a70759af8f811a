namespace HtmIt.Client;

/// <summary>One device was told of one row.</summary>
/// <param name="Name">Name, opaque.</param>
/// <param name="Device">The device: <c>devices/{id}</c>.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="RowId">The row that was out of the ordinary.</param>
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

    /// <summary>The row's surprise, in decades.</summary>
    public double Surprise { get; init; }

    /// <summary>The score that the device went by.</summary>
    public NotificationScore Score { get; init; }

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
