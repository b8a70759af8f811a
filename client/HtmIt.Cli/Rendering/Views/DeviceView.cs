using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A device's settings.</summary>
internal sealed class DeviceView(Device device)
{
    public string Name => device.Name;

    public string EmailAddress => device.EmailAddress;

    public double QuietPeriodSeconds => device.QuietPeriod.TotalSeconds;

    public NotificationScore Score => device.Score;

    public double LikelihoodThreshold => device.LikelihoodThreshold;

    public double SeverityThreshold => device.SeverityThreshold;

    public string WebhookUrl => device.WebhookUrl;

    public bool HasWebhookSecret => device.HasWebhookSecret;

    public string AlertmanagerUrl => device.AlertmanagerUrl;

    public DateTime? MutedUntil => device.MutedUntil?.UtcDateTime;

    public IEnumerable<SelectorView> Selectors => device.Selectors.Select(selector => new SelectorView(selector));

    public DateTime? LastFetchTime => device.LastFetchTime?.UtcDateTime;

    public DateTime? CreateTime => device.CreateTime?.UtcDateTime;

    public DateTime? UpdateTime => device.UpdateTime?.UtcDateTime;

    public string Etag => device.Etag;
}
