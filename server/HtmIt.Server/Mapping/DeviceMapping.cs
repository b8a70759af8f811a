using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.Explanations;

namespace HtmIt.Server.Mapping;

/// <summary>Devices between wire and domain.</summary>
internal static class DeviceMapping
{
    public const string Prefix = "devices/";

    private const string Rule = $"must have the form devices/{{id}}, where {{id}} {DeviceRules.IdRule}";

    public static string ToId(string field, string name) =>
        TryReadId(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, Rule);

    public static bool TryReadId(string name, out string id)
    {
        id = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : "";
        return DeviceRules.IsId(id);
    }

    public static V1.Device ToProto(Device device) =>
        new()
        {
            Name = $"{Prefix}{device.Id}",
            EmailAddress = device.EmailAddress,
            QuietPeriod = new Duration { Seconds = device.QuietPeriodSeconds },
            Score = (V1.NotificationScore)device.Score,
            LikelihoodThreshold = device.LikelihoodThreshold,
            SeverityThreshold = device.SeverityThreshold,
            WebhookUrl = device.WebhookUrl,
            WebhookSecretStored = device.ProtectedWebhookSecret is not null,
            AlertmanagerUrl = device.AlertmanagerUrl,
            MutedUntil = device.MutedUntil?.ToTimestamp(),
            Selectors = { device.Selectors.Select(SelectorMapping.ToProto) },
            LastFetchTime = device.LastFetchTime?.ToTimestamp(),
            CreateTime = device.CreateTime.ToTimestamp(),
            UpdateTime = device.UpdateTime.ToTimestamp(),
            Etag = device.Etag,
        };

    public static V1.ExplainDeviceResponse ToProto(DeviceExplanation explanation) =>
        new()
        {
            HoldBacks = { explanation.HoldBacks.Select(ToProto) },
            Channels = { explanation.Channels.Select(channel => (V1.NotificationChannel)channel) },
            RowId = explanation.Row?.RowId ?? 0,
            SampleTime = explanation.Row is { } row ? new Timestamp { Seconds = row.Time } : null,
            AnomalyLikelihood = explanation.Row?.Score?.AnomalyLikelihood ?? 0,
            Surprise = explanation.Row?.Score?.Surprise ?? 0,
            Severity = explanation.Row?.Score?.Severity ?? 0,
        };

    private static V1.HoldBack ToProto(HoldBack one) =>
        new()
        {
            Reason = (V1.HoldBack.Types.Reason)one.Reason,
            Since = one.Since?.ToTimestamp(),
            Until = one.Until?.ToTimestamp(),
        };

    public static V1.TestDeviceResult ToProto(ChannelTest test) =>
        new() { Channel = (V1.NotificationChannel)test.Channel, Error = test.Error };
}
