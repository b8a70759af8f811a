using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Server.Mapping;

/// <summary>The fields of a device that a request changes. A field that is named by the mask but not given gets its default.
/// </summary>
internal sealed class DeviceChange(
    V1.Device proto,
    IReadOnlySet<string> fields,
    IReadOnlyList<MetricSelector> selectors,
    Device defaults,
    ISecretProtector secrets
)
{
    private static readonly UpdateMask<V1.Device> Mask = new(
        "device",
        new Dictionary<string, Func<V1.Device, bool>>
        {
            ["email_address"] = proto => proto.HasEmailAddress,
            ["quiet_period"] = proto => proto.QuietPeriod is not null,
            ["score"] = proto => proto.Score != V1.NotificationScore.Unspecified,
            ["likelihood_threshold"] = proto => proto.HasLikelihoodThreshold,
            ["severity_threshold"] = proto => proto.HasSeverityThreshold,
            ["webhook_url"] = proto => proto.HasWebhookUrl,
            ["webhook_secret"] = proto => proto.HasWebhookSecret,
            ["alertmanager_url"] = proto => proto.HasAlertmanagerUrl,
            ["muted_until"] = proto => proto.MutedUntil is not null,
            ["selectors"] = proto => proto.Selectors.Count > 0,
        },
        unreadable: "webhook_secret"
    );

    /// <exception cref="DomainException">InvalidField.</exception>
    public static DeviceChange Read(V1.UpdateDeviceRequest request, Device defaults, ISecretProtector secrets)
    {
        var proto = request.Device;
        var fields = Mask.Read(proto, request.UpdateMask);
        Check(proto);
        return new(proto, fields, ReadSelectors(proto), defaults, secrets);
    }

    /// <summary>The settings to try: those that are given, none of them needed.</summary>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static DeviceChange ReadGiven(V1.Device proto, Device defaults, ISecretProtector secrets)
    {
        Check(proto);
        return new(proto, Mask.ReadGiven(proto), ReadSelectors(proto), defaults, secrets);
    }

    public Device Apply(Device device) =>
        device with
        {
            EmailAddress = fields.Contains("email_address") ? proto.EmailAddress : device.EmailAddress,
            QuietPeriodSeconds = fields.Contains("quiet_period") ? ToSeconds(proto.QuietPeriod) : device.QuietPeriodSeconds,
            Score =
                !fields.Contains("score") ? device.Score
                : proto.Score == V1.NotificationScore.Unspecified ? defaults.Score
                : (NotificationScore)proto.Score,
            LikelihoodThreshold =
                !fields.Contains("likelihood_threshold") ? device.LikelihoodThreshold
                : proto.HasLikelihoodThreshold ? proto.LikelihoodThreshold
                : defaults.LikelihoodThreshold,
            SeverityThreshold =
                !fields.Contains("severity_threshold") ? device.SeverityThreshold
                : proto.HasSeverityThreshold ? proto.SeverityThreshold
                : defaults.SeverityThreshold,
            WebhookUrl = fields.Contains("webhook_url") ? proto.WebhookUrl : device.WebhookUrl,
            ProtectedWebhookSecret = fields.Contains("webhook_secret") ? ToSecret() : device.ProtectedWebhookSecret,
            AlertmanagerUrl = fields.Contains("alertmanager_url") ? proto.AlertmanagerUrl : device.AlertmanagerUrl,
            MutedUntil = fields.Contains("muted_until") ? ToInstant(proto.MutedUntil) : device.MutedUntil,
            Selectors = fields.Contains("selectors") ? selectors : device.Selectors,
        };

    private static IReadOnlyList<MetricSelector> ReadSelectors(V1.Device proto)
    {
        var at = FieldPath.Proto("device.selectors");
        return proto.Selectors.Count <= DeviceRules.MostSelectors
            ? [.. proto.Selectors.Select((selector, i) => SelectorMapping.ToSelector(selector, at.At(i)))]
            : throw at.Invalid(proto.Selectors.Count, $"must be at most {DeviceRules.MostSelectors}");
    }

    private static void Check(V1.Device proto)
    {
        if (
            proto.QuietPeriod is { } quietPeriod
            && (quietPeriod.Nanos != 0 || quietPeriod.Seconds is < 0 or > DeviceRules.LongestQuietPeriodSeconds)
        )
        {
            throw DomainErrors.InvalidField("device.quiet_period", quietPeriod, "must be whole seconds between 0 and 30 days");
        }
        if (proto.WebhookSecret.Length > DeviceRules.LongestSecret)
        {
            // Not even a part of it may come back, or get into a log.
            throw DomainErrors.InvalidField("device.webhook_secret", "(not shown)", "must have at most 256 characters");
        }
    }

    private int ToSeconds(Duration? quietPeriod) => quietPeriod is null ? defaults.QuietPeriodSeconds : (int)quietPeriod.Seconds;

    private static DateTimeOffset? ToInstant(Timestamp? time) =>
        MetricDataMapping.ToTime("device.muted_until", time) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private byte[]? ToSecret() => proto.WebhookSecret.Length == 0 ? null : secrets.Protect(proto.WebhookSecret);
}
