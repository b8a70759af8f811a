using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Turns generated devices into those of the typed client, and changes back.</summary>
internal static class DeviceMapping
{
    public static Device ToDevice(V1.Device settings) =>
        new(settings.Name)
        {
            EmailAddress = settings.EmailAddress,
            QuietPeriod = settings.QuietPeriod?.ToTimeSpan() ?? TimeSpan.Zero,
            Score = (NotificationScore)settings.Score,
            LikelihoodThreshold = settings.LikelihoodThreshold,
            SeverityThreshold = settings.SeverityThreshold,
            WebhookUrl = settings.WebhookUrl,
            HasWebhookSecret = settings.WebhookSecretStored,
            AlertmanagerUrl = settings.AlertmanagerUrl,
            MutedUntil = settings.MutedUntil?.ToDateTimeOffset(),
            Selectors = [.. settings.Selectors.Select(MetricSelector.Of)],
            LastFetchTime = settings.LastFetchTime?.ToDateTimeOffset(),
            CreateTime = settings.CreateTime?.ToDateTimeOffset(),
            UpdateTime = settings.UpdateTime?.ToDateTimeOffset(),
            Etag = settings.Etag,
        };

    public static V1.Device ToSettings(string device, DeviceChange change)
    {
        var settings = new V1.Device
        {
            Name = device,
            Etag = change.Etag ?? "",
            Score = (V1.NotificationScore)(change.Score ?? NotificationScore.Unspecified),
            MutedUntil = change.MutedUntil?.ToTimestamp(),
            QuietPeriod = change.QuietPeriod is { } quietPeriod ? Duration.FromTimeSpan(quietPeriod) : null,
        };
        settings.Selectors.Add((change.Selectors ?? []).Select(selector => selector.ToProto()));
        if (change.EmailAddress is { } email)
        {
            settings.EmailAddress = email;
        }

        if (change.LikelihoodThreshold is { } likelihoodThreshold)
        {
            settings.LikelihoodThreshold = likelihoodThreshold;
        }

        if (change.SeverityThreshold is { } severity)
        {
            settings.SeverityThreshold = severity;
        }

        if (change.WebhookUrl is { } webhook)
        {
            settings.WebhookUrl = webhook;
        }

        if (change.WebhookSecret is { } secret)
        {
            settings.WebhookSecret = secret;
        }

        if (change.AlertmanagerUrl is { } alertmanager)
        {
            settings.AlertmanagerUrl = alertmanager;
        }

        return settings;
    }

    /// <summary>Names what changes: a score that is set back to the server's is not to be told from an absent one otherwise.</summary>
    public static FieldMask ToMask(DeviceChange change)
    {
        (object? Given, string Path)[] known =
        [
            (change.EmailAddress, "email_address"),
            (change.QuietPeriod, "quiet_period"),
            (change.Score, "score"),
            (change.LikelihoodThreshold, "likelihood_threshold"),
            (change.SeverityThreshold, "severity_threshold"),
            (change.WebhookUrl, "webhook_url"),
            (change.WebhookSecret, "webhook_secret"),
            (change.AlertmanagerUrl, "alertmanager_url"),
            (change.MutedUntil, "muted_until"),
            (change.Selectors, "selectors"),
        ];
        return new() { Paths = { known.Where(one => one.Given is not null).Select(one => one.Path) } };
    }
}
