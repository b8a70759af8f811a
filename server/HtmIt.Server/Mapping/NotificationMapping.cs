using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Watch;

namespace HtmIt.Server.Mapping;

/// <summary>Notifications between wire and domain.</summary>
internal static class NotificationMapping
{
    public const string NameRule = "must have the form devices/{id}/notifications/{uid}, where {uid} is a UUID with dashes";

    private const string NotificationsPart = "/notifications/";

    public static (string DeviceId, Guid Id) ToNotificationId(string field, string name)
    {
        var part = name.IndexOf(NotificationsPart, StringComparison.Ordinal);
        return
            part > 0
            && DeviceMapping.TryReadId(name[..part], out var device)
            && name.Length == part + NotificationsPart.Length + 36
            && Guid.TryParseExact(name.AsSpan(part + NotificationsPart.Length), "D", out var id)
            ? (device, id)
            : throw DomainErrors.InvalidField(field, name, NameRule);
    }

    public static string ToUser(string user) =>
        user.Length <= NotificationHistory.LongestUser && !user.Any(char.IsControl)
            ? user
            : throw DomainErrors.InvalidField("user", user, "must have at most 100 characters, none of them a control character");

    public static V1.Notification ToProto(Notification notification) =>
        new()
        {
            Name = $"{DeviceMapping.Prefix}{notification.DeviceId}{NotificationsPart}{notification.Id:D}",
            Device = $"{DeviceMapping.Prefix}{notification.DeviceId}",
            Metric = notification.Metric.ResourceName,
            MetricName = notification.MetricName,
            Labels = { notification.Labels.ToDictionary() },
            Resource = notification.Resource,
            ResourceName = notification.ResourceId.ResourceName,
            DisplayName = notification.DisplayName,
            RowId = notification.RowId,
            SampleTime = new Timestamp { Seconds = notification.SampleTime },
            Value = notification.Value,
            AnomalyLikelihood = notification.AnomalyLikelihood,
            Surprise = notification.Surprise,
            Severity = notification.Severity,
            Score = (V1.NotificationScore)notification.Score,
            Kind = (V1.NotificationKind)notification.Kind,
            Incident = notification.Incident?.Id.ResourceName ?? "",
            Onset = notification.Incident is { } incident ? IncidentMapping.ToProto(incident.Onset) : null,
            IncidentEndTime = notification.Incident?.EndTime is { } end ? new Timestamp { Seconds = end } : null,
            Reasons = { notification.Incident?.Reasons ?? [] },
            QuietPeriod = new Duration { Seconds = notification.QuietPeriodSeconds },
            AcknowledgeTime = notification.AcknowledgeTime?.ToTimestamp(),
            AcknowledgedBy = notification.AcknowledgedBy,
            SeenTime = notification.SeenTime?.ToTimestamp(),
            SeenBy = notification.SeenBy,
            ProviderMessageId = notification.ProviderMessageId ?? "",
            CreateTime = notification.CreateTime.ToTimestamp(),
            Deliveries = { notification.Deliveries.Select(ToProto) },
        };

    private static V1.Delivery ToProto(NotificationDelivery delivery) =>
        new()
        {
            Channel = (V1.NotificationChannel)delivery.Channel,
            State = (V1.DeliveryState)delivery.State,
            AttemptCount = delivery.AttemptCount,
            LastError = delivery.LastError ?? "",
            LastAttemptTime = delivery.LastAttemptTime?.ToTimestamp(),
            NextAttemptTime = delivery.NextAttemptTime?.ToTimestamp(),
        };

    public static NotificationStart ToStart(V1.WatchNotificationsRequest request)
    {
        switch (request.StartCase)
        {
            case V1.WatchNotificationsRequest.StartOneofCase.AfterPosition:
                return NotificationPosition.TryParse(request.AfterPosition, out var position)
                    ? new NotificationStart.After(position)
                    : throw WatchErrors.PositionInvalid(request.AfterPosition, "must be a position received in an earlier response");
            case V1.WatchNotificationsRequest.StartOneofCase.StartTime:
                MetricDataMapping.ToTime("start_time", request.StartTime);
                return new NotificationStart.Since(request.StartTime.ToDateTimeOffset());
            default:
                return new NotificationStart.Now();
        }
    }
}
