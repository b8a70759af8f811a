using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Watch;

namespace HtmIt.Server.Mapping;

/// <summary>Devices and notifications between wire and domain.</summary>
internal static class NotificationMapping
{
    public const string NameRule = "must have the form devices/{id}/notifications/{uid}, where {uid} is a UUID with dashes";

    private const string DevicePrefix = "devices/";
    private const string DeviceRule = $"must have the form devices/{{id}}, where {{id}} {DeviceRules.IdRule}";
    private const string NotificationsPart = "/notifications/";

    public static string ToDeviceId(string field, string name) =>
        TryReadDeviceId(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, DeviceRule);

    public static (string DeviceId, Guid Id) ToNotificationId(string field, string name)
    {
        var part = name.IndexOf(NotificationsPart, StringComparison.Ordinal);
        return
            part > 0
            && TryReadDeviceId(name[..part], out var device)
            && name.Length == part + NotificationsPart.Length + 36
            && Guid.TryParseExact(name.AsSpan(part + NotificationsPart.Length), "D", out var id)
            ? (device, id)
            : throw DomainErrors.InvalidField(field, name, NameRule);
    }

    public static V1.DeviceSettings ToProto(Device device) =>
        new()
        {
            Name = $"{DevicePrefix}{device.Id}",
            EmailAddress = device.EmailAddress,
            QuietPeriod = new Duration { Seconds = device.QuietPeriodSeconds },
            Score = (V1.NotificationScore)device.Score,
            LikelihoodThreshold = device.LikelihoodThreshold,
            SurpriseThreshold = device.SurpriseThreshold,
            WebhookUrl = device.WebhookUrl,
            WebhookSecretStored = device.ProtectedWebhookSecret is not null,
            AlertmanagerUrl = device.AlertmanagerUrl,
            LastSeenTime = device.LastSeenTime?.ToTimestamp(),
            CreateTime = device.CreateTime.ToTimestamp(),
            UpdateTime = device.UpdateTime.ToTimestamp(),
            Etag = device.Etag,
        };

    public static V1.Notification ToProto(Notification notification) =>
        new()
        {
            Name = $"{DevicePrefix}{notification.DeviceId}{NotificationsPart}{notification.Id:D}",
            Device = $"{DevicePrefix}{notification.DeviceId}",
            Metric = notification.Metric.ResourceName,
            MetricName = notification.MetricName,
            Resource = notification.Resource,
            DisplayName = notification.DisplayName,
            RowId = notification.RowId,
            SampleTime = new Timestamp { Seconds = notification.SampleTime },
            Value = notification.Value,
            AnomalyLikelihood = notification.AnomalyLikelihood,
            Surprise = notification.Surprise,
            Score = (V1.NotificationScore)notification.Score,
            QuietPeriod = new Duration { Seconds = notification.QuietPeriodSeconds },
            Acknowledged = notification.Acknowledged,
            Seen = notification.Seen,
            ProviderMessageId = notification.ProviderMessageId ?? "",
            CreateTime = notification.CreateTime.ToTimestamp(),
        };

    public static NotificationPosition? ToPosition(string position) =>
        position.Length == 0 ? null
        : NotificationPosition.TryParse(position, out var parsed) ? parsed
        : throw WatchErrors.PositionInvalid(position, "must be a position received in an earlier response");

    private static bool TryReadDeviceId(string name, out string id)
    {
        id = name.StartsWith(DevicePrefix, StringComparison.Ordinal) ? name[DevicePrefix.Length..] : "";
        return DeviceRules.IsId(id);
    }
}
