using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Server.Mapping;

/// <summary>The fields of a device's settings that a request changes. A field that is named by the mask but not given gets its default.
/// </summary>
internal sealed class DeviceChange(V1.DeviceSettings settings, IReadOnlySet<string> fields, Device defaults, ISecretProtector secrets)
{
    private static readonly IReadOnlyDictionary<string, Func<V1.DeviceSettings, bool>> Given = new Dictionary<
        string,
        Func<V1.DeviceSettings, bool>
    >
    {
        ["email_address"] = settings => settings.HasEmailAddress,
        ["quiet_period"] = settings => settings.QuietPeriod is not null,
        ["score"] = settings => settings.Score != V1.NotificationScore.Unspecified,
        ["likelihood_threshold"] = settings => settings.HasLikelihoodThreshold,
        ["surprise_threshold"] = settings => settings.HasSurpriseThreshold,
        ["webhook_url"] = settings => settings.HasWebhookUrl,
        ["webhook_secret"] = settings => settings.HasWebhookSecret,
        ["alertmanager_url"] = settings => settings.HasAlertmanagerUrl,
    };

    /// <exception cref="DomainException">InvalidField.</exception>
    public static DeviceChange Read(V1.UpdateDeviceSettingsRequest request, Device defaults, ISecretProtector secrets)
    {
        var settings = request.DeviceSettings;
        var mask = request.UpdateMask?.Paths ?? [];
        if (mask.FirstOrDefault(path => !Given.ContainsKey(path)) is { } unknown)
        {
            throw DomainErrors.InvalidField("update_mask", unknown, $"must name only {string.Join(", ", Given.Keys)}");
        }
        var fields = mask.Count > 0 ? mask.ToHashSet() : Given.Where(one => one.Value(settings)).Select(one => one.Key).ToHashSet();
        if (fields.Count == 0)
        {
            throw DomainErrors.InvalidField("device_settings", "", "must have at least one setting that changes");
        }
        Check(settings);
        return new(settings, fields, defaults, secrets);
    }

    public Device Apply(Device device) =>
        device with
        {
            EmailAddress = fields.Contains("email_address") ? settings.EmailAddress : device.EmailAddress,
            QuietPeriodSeconds = fields.Contains("quiet_period") ? ToSeconds(settings.QuietPeriod) : device.QuietPeriodSeconds,
            Score =
                !fields.Contains("score") ? device.Score
                : settings.Score == V1.NotificationScore.Unspecified ? defaults.Score
                : (NotificationScore)settings.Score,
            LikelihoodThreshold =
                !fields.Contains("likelihood_threshold") ? device.LikelihoodThreshold
                : settings.HasLikelihoodThreshold ? settings.LikelihoodThreshold
                : defaults.LikelihoodThreshold,
            SurpriseThreshold =
                !fields.Contains("surprise_threshold") ? device.SurpriseThreshold
                : settings.HasSurpriseThreshold ? settings.SurpriseThreshold
                : defaults.SurpriseThreshold,
            WebhookUrl = fields.Contains("webhook_url") ? settings.WebhookUrl : device.WebhookUrl,
            ProtectedWebhookSecret = fields.Contains("webhook_secret") ? ToSecret() : device.ProtectedWebhookSecret,
            AlertmanagerUrl = fields.Contains("alertmanager_url") ? settings.AlertmanagerUrl : device.AlertmanagerUrl,
        };

    private static void Check(V1.DeviceSettings settings)
    {
        if (
            settings.QuietPeriod is { } quietPeriod
            && (quietPeriod.Nanos != 0 || quietPeriod.Seconds is < 0 or > DeviceRules.LongestQuietPeriodSeconds)
        )
        {
            throw DomainErrors.InvalidField("device_settings.quiet_period", quietPeriod, "must be whole seconds between 0 and 30 days");
        }
        if (settings.WebhookSecret.Length > DeviceRules.LongestSecret)
        {
            // Not even a part of it may come back, or get into a log.
            throw DomainErrors.InvalidField("device_settings.webhook_secret", "(not shown)", "must have at most 256 characters");
        }
    }

    private int ToSeconds(Duration? quietPeriod) => quietPeriod is null ? defaults.QuietPeriodSeconds : (int)quietPeriod.Seconds;

    private byte[]? ToSecret() => settings.WebhookSecret.Length == 0 ? null : secrets.Protect(settings.WebhookSecret);
}
