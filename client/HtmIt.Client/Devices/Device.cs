namespace HtmIt.Client;

/// <summary>Who is notified of what, and how.</summary>
/// <param name="Name">Name: <c>devices/{id}</c>.</param>
public sealed record Device(string Name)
{
    /// <summary>Where mails go; empty for no mail.</summary>
    public string EmailAddress { get; init; } = "";

    /// <summary>How long, in sample time, the device is spared further notifications of a resource after an unseen one.</summary>
    public TimeSpan QuietPeriod { get; init; }

    /// <summary>The score the device goes by.</summary>
    public NotificationScore Score { get; init; }

    /// <summary>Lowest anomaly likelihood that notifies.</summary>
    public double LikelihoodThreshold { get; init; }

    /// <summary>Lowest severity of an incident that notifies, when it is noticed and when it is raised.</summary>
    public double SeverityThreshold { get; init; }

    /// <summary>Where notifications are posted; empty for nowhere.</summary>
    public string WebhookUrl { get; init; } = "";

    /// <summary>Whether the server has a secret to sign the posts with. The secret itself is never returned.</summary>
    public bool HasWebhookSecret { get; init; }

    /// <summary>The Alertmanager that notifications are pushed to; empty for none.</summary>
    public string AlertmanagerUrl { get; init; } = "";

    /// <summary>Until when the device is told nothing, in UTC; absent when it is told.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Which metrics it is for: those that one of these selects; all without any.</summary>
    public IReadOnlyList<MetricSelector> Selectors { get; init; } = [];

    /// <summary>When the device last fetched notifications, in UTC.</summary>
    public DateTimeOffset? LastFetchTime { get; init; }

    /// <summary>When the device was made, in UTC.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the settings were last changed, in UTC.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>Version of the settings, opaque.</summary>
    public string Etag { get; init; } = "";
}
