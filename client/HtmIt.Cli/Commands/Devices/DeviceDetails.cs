using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>A device's settings for people.</summary>
internal static class DeviceDetails
{
    /// <summary>Writes the device for programs, and for people its settings and what stands between it and its next notification.</summary>
    public static async Task WriteAsync(CommandContext context, Device device, CancellationToken cancellationToken)
    {
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new DeviceView(device));
            return;
        }

        var (sentences, _) = await new DeviceOutlook(context.Client, context.Clock).OfAsync(device, cancellationToken);
        context.Terminal.Ansi.Write(Of(device, sentences));
    }

    private static Details Of(Device device, IReadOnlyList<string> outlook) =>
        Details.Of([.. Settings(device), .. outlook.Select((sentence, i) => (i == 0 ? "alerts" : " ", sentence))]);

    private static (string, string)[] Settings(Device device) =>
        [
            ("device", device.Name),
            ("told from", ThresholdOf(device)),
            ("quiet period", Show.Span(device.QuietPeriod)),
            ("mail", device.EmailAddress),
            ("webhook", device.WebhookUrl.Length > 0 && device.HasWebhookSecret ? $"{device.WebhookUrl} (signed)" : device.WebhookUrl),
            ("Alertmanager", device.AlertmanagerUrl),
            ("metrics", device.Selectors.Count == 0 ? "all" : string.Join(" or ", device.Selectors.Select(Describe))),
            ("muted until", Show.Time(device.MutedUntil)),
            ("last fetch", Show.Time(device.LastFetchTime)),
        ];

    private static string Describe(MetricSelector selector)
    {
        string[] conditions =
        [
            .. selector.Labels.Select(label => $"{label}"),
            .. Named("name", selector.NamePatterns),
            .. Named("resource", selector.Resources),
            .. Named("autostack", selector.Autostacks),
            .. Named("datasource", selector.Datasources.Select(Spell.Of)),
            .. Named("status", selector.Statuses.Select(Spell.Of)),
            .. Named("metric", selector.Metrics),
        ];
        return conditions.Length == 0 ? "all" : string.Join(" and ", conditions);
    }

    private static IEnumerable<string> Named(string name, IEnumerable<string> oneOf) =>
        string.Join('|', oneOf) is { Length: > 0 } value ? [$"{name} {value}"] : [];

    /// <summary>The score from which on the device is told.</summary>
    public static string ThresholdOf(Device device) =>
        device.Score == NotificationScore.Likelihood
            ? $"likelihood {Show.Score(device.LikelihoodThreshold)}"
            : $"severity {Show.Surprise(device.SeverityThreshold)}";
}
