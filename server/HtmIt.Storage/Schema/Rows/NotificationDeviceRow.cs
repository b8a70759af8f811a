namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_device</c>.</summary>
internal sealed class NotificationDeviceRow
{
    public string Id { get; set; } = "";
    public string EmailAddress { get; set; } = "";
    public string WebhookUrl { get; set; } = "";
    public byte[]? WebhookSecret { get; set; }
    public string AlertmanagerUrl { get; set; } = "";
    public int QuietPeriodSeconds { get; set; }
    public short Score { get; set; }
    public double LikelihoodThreshold { get; set; }
    public double SeverityThreshold { get; set; }
    public DateTimeOffset? MutedUntil { get; set; }

    /// <summary>Which metrics it is for, as JSON: an array of which one has to match, or an empty one for all.</summary>
    public string Selectors { get; set; } = "[]";
    public DateTimeOffset? LastSeenTime { get; set; }
    public DateTimeOffset CreateTime { get; set; }
    public DateTimeOffset UpdateTime { get; set; }

    /// <summary>Counts the changes of the settings. Not <c>xmin</c>: fetching notifications moves the last-seen time, and is no change.</summary>
    public int Version { get; set; }
}
