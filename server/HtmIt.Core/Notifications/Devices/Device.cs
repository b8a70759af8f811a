using HtmIt.Core.Metrics;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>Somebody who wants to be told, and how.</summary>
public sealed record Device
{
    public required string Id { get; init; }

    /// <summary>Empty: no e-mail.</summary>
    public string EmailAddress { get; init; } = "";

    /// <summary>Empty: no webhook.</summary>
    public string WebhookUrl { get; init; } = "";

    /// <summary>What webhooks are signed with, encrypted; null when they are not signed.</summary>
    public byte[]? ProtectedWebhookSecret { get; init; }

    /// <summary>Empty: nothing is pushed to an Alertmanager.</summary>
    public string AlertmanagerUrl { get; init; } = "";

    /// <summary>After a notification of a resource that nobody has seen yet, the next of that resource comes this many seconds later.</summary>
    public int QuietPeriodSeconds { get; init; } = DeviceRules.DefaultQuietPeriodSeconds;

    public NotificationScore Score { get; init; } = NotificationScore.Severity;

    /// <summary>Lowest anomaly likelihood that notifies.</summary>
    public double LikelihoodThreshold { get; init; } = DeviceRules.DefaultLikelihoodThreshold;

    /// <summary>Lowest severity of an incident that notifies, when it is noticed and when it is raised.</summary>
    public double SeverityThreshold { get; init; } = DeviceRules.DefaultSeverityThreshold;

    /// <summary>Until then the device is told nothing.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Which metrics it is for: those that one of these selects; all without any.</summary>
    public IReadOnlyList<MetricSelector> Selectors { get; init; } = [];

    /// <summary>When the device last fetched notifications; null is never too long ago.</summary>
    public DateTimeOffset? LastFetchTime { get; init; }

    public DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>Version of the settings, opaque; fetching does not change it.</summary>
    public string Etag { get; init; } = "";

    /// <summary>The ways by which it wants to be told.</summary>
    public IEnumerable<NotificationChannel> Channels
    {
        get
        {
            if (EmailAddress.Length > 0)
            {
                yield return NotificationChannel.Mail;
            }
            if (WebhookUrl.Length > 0)
            {
                yield return NotificationChannel.Webhook;
            }
            if (AlertmanagerUrl.Length > 0)
            {
                yield return NotificationChannel.Alertmanager;
            }
        }
    }

    public bool IsMuted(DateTimeOffset now) => now < MutedUntil;

    /// <summary>Whether a score reaches this device's threshold.</summary>
    public bool Wants(double anomalyLikelihood, double severity) =>
        Score == NotificationScore.Likelihood ? anomalyLikelihood >= LikelihoodThreshold : severity > 0 && severity >= SeverityThreshold;
}
