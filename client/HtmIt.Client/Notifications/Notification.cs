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

    /// <summary>The thing measured.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The same as people call it.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The row's anomaly likelihood.</summary>
    public double AnomalyLikelihood { get; init; }

    /// <summary>The row's surprise, in decades.</summary>
    public double Surprise { get; init; }

    /// <summary>The score that the device went by.</summary>
    public NotificationScore Score { get; init; }

    /// <summary>The device's window then.</summary>
    public TimeSpan QuietPeriod { get; init; }

    /// <summary>Somebody took care of it.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>Somebody saw it; the device is open for the next one of the same resource.</summary>
    public bool Seen { get; init; }

    /// <summary>The mail provider's id of the message; empty when there is none.</summary>
    public string ProviderMessageId { get; init; } = "";

    /// <summary>When it was decided, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}
