using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Notifications;

/// <summary>One device was told, or is to be told, of one row, or of what happened to an incident.</summary>
public sealed record Notification
{
    public required Guid Id { get; init; }

    /// <summary>Order of decision, over all devices.</summary>
    public required long Position { get; init; }

    /// <summary>Sent to see whether it arrives: about nothing, and nowhere stored.</summary>
    public bool IsTest { get; init; }

    public NotificationKind Kind { get; init; } = NotificationKind.Row;

    /// <summary>Null where the device goes by likelihood.</summary>
    public NotifiedIncident? Incident { get; init; }

    public required string DeviceId { get; init; }

    public required MetricId Metric { get; init; }

    public required int MetricNumber { get; init; }

    public required string MetricName { get; init; }

    /// <summary>What else makes it that metric.</summary>
    public MetricLabels Labels { get; init; } = MetricLabels.None;

    public required Datasource Datasource { get; init; }

    public required string Resource { get; init; }

    /// <summary>See <see cref="Metrics.Metric.ResourceId"/>.</summary>
    public ResourceId ResourceId { get; init; }

    public string TagName { get; init; } = "";

    /// <summary>The metric's, as for the next.</summary>
    public string Description { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>The row that is told; of an incident the peak.</summary>
    public required long RowId { get; init; }

    /// <summary>Whole seconds since 1970, UTC, of the sample.</summary>
    public required long SampleTime { get; init; }

    public required double Value { get; init; }

    public required double AnomalyLikelihood { get; init; }

    public required double Surprise { get; init; }

    /// <summary>The severity of the incident; of a row, if it was a step of one, else 0.</summary>
    public required double Severity { get; init; }

    /// <summary>The score that the device went by.</summary>
    public required NotificationScore Score { get; init; }

    /// <summary>The device's quiet period when this was decided.</summary>
    public required int QuietPeriodSeconds { get; init; }

    /// <summary>When somebody took care of it; null while nobody has.</summary>
    public DateTimeOffset? AcknowledgeTime { get; init; }

    /// <summary>Empty where nobody said who they were.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary>When somebody saw it; null while nobody has.</summary>
    public DateTimeOffset? SeenTime { get; init; }

    /// <summary>Empty where nobody said who they were.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>The mail provider's id of the message, once sent and if it gave one.</summary>
    public string? ProviderMessageId { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>What became of it by each channel, by channel; where it is being sent, that is not asked for.</summary>
    public IReadOnlyList<NotificationDelivery> Deliveries { get; init; } = [];

    public MetricKey Key => Datasource.TakesSamples ? new(MetricName, Labels) : new(MetricName);

    /// <summary>The thing measured, for people.</summary>
    public string DisplayName => Metrics.Metric.Display(TagName, Resource);

    /// <summary>The same in short, as mails have called it ever since.</summary>
    public string InstanceName => TagName.Length > 0 ? TagName : Resource;
}
