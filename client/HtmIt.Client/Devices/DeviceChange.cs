namespace HtmIt.Client;

/// <summary>Settings to change; what is absent stays, or has its default on a new device.</summary>
public sealed record DeviceChange
{
    /// <summary>Where mails go; empty for no mail.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>How long the device is spared after an unseen notification of a resource: whole seconds, at most 30 days.</summary>
    public TimeSpan? QuietPeriod { get; init; }

    /// <summary>The score the device goes by. <see cref="NotificationScore.Unspecified"/> sets it back to the server's.</summary>
    public NotificationScore? Score { get; init; }

    /// <summary>Lowest anomaly likelihood that notifies. Range [0, 1].</summary>
    public double? LikelihoodThreshold { get; init; }

    /// <summary>Lowest severity of an incident that notifies, when it is noticed and when it is raised. Range [0, 100].</summary>
    public double? SeverityThreshold { get; init; }

    /// <summary>Where notifications are posted; empty for nowhere.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>What the posts are signed with; empty for unsigned.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>The Alertmanager that notifications are pushed to; empty for none.</summary>
    public string? AlertmanagerUrl { get; init; }

    /// <summary>Until when the device is told nothing; a time that is past ends it.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Which metrics it is for: those that one of these selects, at most 16; an empty list means all.</summary>
    public IReadOnlyList<MetricSelector>? Selectors { get; init; }

    /// <summary>Whether the device must exist. Default: false, it is made.</summary>
    public bool MustExist { get; init; }

    /// <summary>The settings must still be those with this etag. Default: whichever they are.</summary>
    public string? Etag { get; init; }
}
