using HtmIt.Cli.Rendering;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>What stands between a device and its next notification, over all its metrics, in words for people.</summary>
internal sealed class DeviceOutlook(IHtmItClient client, TimeProvider clock)
{
    /// <summary>More are not looked at: the sentence is as true for the first ones.</summary>
    private const int MaxModels = 1_000;

    /// <summary>Notifications whose deliveries are looked at.</summary>
    private const int LatestDeliveries = 20;

    private static readonly TimeSpan LargestAge = TimeSpan.FromHours(1);

    private ServerInfo? _server;

    /// <summary>The sentences, and whether a notification can come at all. Nothing is said when the server does not say enough: what was asked
    /// for is worth more than this.</summary>
    public async Task<(IReadOnlyList<string> Sentences, bool IsOpen)> OfAsync(Device device, CancellationToken cancellationToken)
    {
        try
        {
            var (metrics, canAlert) = await OfMetricsAsync(device, cancellationToken);
            string[] obstacles =
            [
                .. Muted(device),
                .. await NotSetUpAsync(device, cancellationToken),
                .. await FailingAsync(device, cancellationToken),
            ];
            return ([.. obstacles, metrics, .. OnlyFetches(device)], canAlert && obstacles.Length == 0);
        }
        catch (HtmItException)
        {
            return ([], true);
        }
    }

    /// <summary>Which of the device's channels the server's settings do not have.</summary>
    public async Task<IReadOnlyList<string>> NotSetUpAsync(Device device, CancellationToken cancellationToken)
    {
        _server ??= await client.Diagnostics.GetServerInfoAsync(cancellationToken);
        return
        [
            .. ChannelsOf(device)
                .Where(channel => !_server.Capabilities.Contains($"notifications.{channel.Name}"))
                .Select(channel => $"{channel.ForPeople} is not set up on this server (docs/operations.md, Notifications)"),
        ];
    }

    /// <summary>Which of the device's channels did not take what was sent last.</summary>
    public async Task<IReadOnlyList<string>> FailingAsync(Device device, CancellationToken cancellationToken)
    {
        var options = new ListNotificationsOptions
        {
            IncludeHandled = true,
            Peek = true,
            PageSize = LatestDeliveries,
        };
        var newest = await client
            .Devices[device.Name]
            .ListNotificationsAsync(options, cancellationToken)
            .Take(LatestDeliveries)
            .ToListAsync(cancellationToken);
        return
        [
            .. newest
                .SelectMany(notification => notification.Deliveries)
                .Where(delivery => delivery.State == DeliveryState.Sent || delivery.LastError.Length > 0)
                .DistinctBy(delivery => delivery.Channel)
                .Where(delivery => delivery.State != DeliveryState.Sent)
                .Select(delivery => $"what was sent last did not arrive: {DeliveryText.Of([delivery])}"),
        ];
    }

    private static IEnumerable<(string Name, string ForPeople)> ChannelsOf(Device device) =>
        new[]
        {
            (Name: "mail", ForPeople: "mail", Target: device.EmailAddress),
            (Name: "webhook", ForPeople: "the webhook", Target: device.WebhookUrl),
            (Name: "alertmanager", ForPeople: "the Alertmanager", Target: device.AlertmanagerUrl),
        }
            .Where(one => one.Target.Length > 0)
            .Select(one => (one.Name, one.ForPeople));

    private static IEnumerable<string> OnlyFetches(Device device)
    {
        if (!ChannelsOf(device).Any())
        {
            yield return "it has no mail, webhook or Alertmanager: it is told what it asks for with 'htmit notifications'";
        }
    }

    private IEnumerable<string> Muted(Device device)
    {
        if (device.MutedUntil is { } until && until > clock.GetUtcNow())
        {
            yield return $"it is muted until {Show.Time(until)}";
        }
    }

    private async Task<(string Sentence, bool CanAlert)> OfMetricsAsync(Device device, CancellationToken cancellationToken)
    {
        var models = await ModelsAsync(device, cancellationToken);
        if (models.Count == 0)
        {
            var none = device.Selectors.Count == 0 ? "no metric is monitored" : "no metric that it is for is monitored";
            return ($"{none}: 'htmit models create NAME' monitors one", false);
        }

        var parts = models
            .GroupBy(model => ModelReadiness.Of(model, device, clock.GetUtcNow() - LargestAge))
            .OrderBy(group => group.Key)
            .Select(group => Describe(group.Key, [.. group], device));
        var of = models.Count == MaxModels ? $"the first {Show.Count(MaxModels)} metrics" : Show.Count(models.Count, "monitored metric");
        var canAlert = models.Exists(model => ModelReadiness.Of(model, device, clock.GetUtcNow() - LargestAge) == Readiness.Ready);
        return ($"of {of}, {string.Join(", ", parts)}", canAlert);
    }

    private static string Describe(Readiness readiness, IReadOnlyList<Model> models, Device device)
    {
        var most = models.MaxBy(model => model.Metric.LastRowId)!;
        var count = Show.Count(models.Count);
        return readiness switch
        {
            Readiness.Ready => $"{count} can alert",
            Readiness.Silent =>
                $"{count} had no sample for an hour (the last one at {Show.Time(models.Max(model => model.Metric.LastSampleTime))})",
            Readiness.Learning => $"{count} must learn first ({ModelReadiness.Progress(most, device)} rows{Since(models)})",
            Readiness.CatchingUp => $"{count} must score stored samples first",
            Readiness.Waiting =>
                $"{count} must have {ModelReadiness.RowsBeforeStart} samples first ({Show.Count(most.Metric.LastRowId)} so far{Since(models)})",
            _ => $"{count} failed",
        };
    }

    private static string Since(IReadOnlyList<Model> models) =>
        models.Min(model => model.CreateTime) is { } first ? $" since {Show.Time(first)}" : "";

    private async Task<List<Model>> ModelsAsync(Device device, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Model>(StringComparer.Ordinal);
        foreach (var selector in device.Selectors.DefaultIfEmpty(new()))
        {
            var options = new ListModelsOptions { Selector = selector, PageSize = MaxModels };
            await foreach (var model in client.Models.ListAsync(options, cancellationToken))
            {
                found[model.Name] = model;
                if (found.Count == MaxModels)
                {
                    return [.. found.Values];
                }
            }
        }

        return [.. found.Values];
    }
}
