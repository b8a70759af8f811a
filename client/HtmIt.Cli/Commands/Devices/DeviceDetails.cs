using HtmIt.Cli.Rendering;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>A device's settings for people.</summary>
internal static class DeviceDetails
{
    public static Grid Of(Device device) =>
        Details.Of(
            ("device", device.Name),
            ("told from", ThresholdOf(device)),
            ("quiet period", Show.Span(device.QuietPeriod)),
            ("mail", device.EmailAddress),
            ("webhook", device.WebhookUrl.Length > 0 && device.HasWebhookSecret ? $"{device.WebhookUrl} (signed)" : device.WebhookUrl),
            ("Alertmanager", device.AlertmanagerUrl),
            ("muted until", Show.Time(device.MutedUntil)),
            ("last seen", Show.Time(device.LastSeenTime))
        );

    /// <summary>The score from which on the device is told.</summary>
    public static string ThresholdOf(Device device) =>
        device.Score == NotificationScore.Likelihood
            ? $"likelihood {Show.Score(device.LikelihoodThreshold)}"
            : $"surprise {Show.Surprise(device.SurpriseThreshold)}";
}
