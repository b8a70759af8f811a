using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications.Http;

/// <summary>Pushes notifications to an Alertmanager (API v2). The labels name the metric, not the row: anomalies of one metric are one alert
/// there. That of an incident has an end: a while ahead while it goes on, for which it is pushed again before, and then its own. That of a row
/// has none, and Alertmanager resolves it by its own rules. A label of the metric is one of the alert where its key is a name
/// that Alertmanager takes and none of ours; all of them are in the label <c>metric_key</c>, which keeps alerts of different metrics apart.
/// </summary>
internal sealed partial class AlertmanagerSender(
    GuardedHttp http,
    GeneratorUrl generatorUrl,
    IOptions<NotificationOptions> options,
    TimeProvider time
) : INotificationSender
{
    private const string Path = "/api/v2/alerts";

    // An alert without a link has no such member: an empty one would be shown as a link to the Alertmanager itself.
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>As Prometheus has it: an alert lives four times as long as it takes until it is pushed again.</summary>
    private TimeSpan Life => TimeSpan.FromSeconds(4L * options.Value.AlertRefreshSeconds);

    public NotificationChannel Channel => NotificationChannel.Alertmanager;

    public async Task<string?> SendAsync(Notification notification, Device device, CancellationToken cancellationToken)
    {
        if (device.AlertmanagerUrl.Length == 0)
        {
            throw new DeliveryException("The device has no Alertmanager any more.", isFinal: true);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(device.AlertmanagerUrl))
        {
            Content = JsonContent.Create(new[] { Alert(notification) }, options: WithoutNulls),
        };
        // With its length: not every receiver takes chunks.
        await request.Content.LoadIntoBufferAsync(cancellationToken);
        await http.PostAsync(request, cancellationToken);
        return null;
    }

    private static Uri Url(string given)
    {
        var url = new UriBuilder(given);
        url.Path = url.Path.TrimEnd('/') + Path;
        return url.Uri;
    }

    private object Alert(Notification notification) =>
        new
        {
            labels = Labels(notification),
            annotations = new Dictionary<string, string>
            {
                ["summary"] = Summary(notification),
                ["value"] = Number(notification.Value),
                ["anomaly_likelihood"] = Number(notification.AnomalyLikelihood),
                ["surprise"] = Number(notification.Surprise),
                ["severity"] = Number(notification.Severity),
                ["row_id"] = notification.RowId.ToString(CultureInfo.InvariantCulture),
                ["metric_resource"] = notification.Metric.ResourceName,
                ["incident"] = notification.Incident?.Id.ResourceName ?? "",
                ["reasons"] = string.Join("; ", notification.Incident?.Reasons ?? []),
            },
            generatorURL = generatorUrl.Of(notification),
            startsAt = DateTimeOffset.FromUnixTimeSeconds(notification.Incident?.Onset.UnixSeconds ?? notification.SampleTime),
            endsAt = EndOf(notification),
        };

    private static string Summary(Notification notification) =>
        notification.IsTest ? "A test of HtmIt: alerts arrive"
        : notification.Incident is { Reasons: [var first, ..] }
            ? $"Unusual behavior of {notification.Key} on {notification.InstanceName}: {first}"
        : $"Unusual behavior of {notification.Key} on {notification.InstanceName}";

    private DateTimeOffset? EndOf(Notification notification) =>
        notification.Incident is null ? null
        : notification.Kind == NotificationKind.Ended ? DateTimeOffset.FromUnixTimeSeconds(notification.Incident.EndTime!.Value)
        : time.GetUtcNow() + Life;

    private static Dictionary<string, string> Labels(Notification notification)
    {
        var labels = new Dictionary<string, string>
        {
            ["alertname"] = notification.IsTest ? "HtmItTest" : "HtmItAnomaly",
            ["instance"] = notification.InstanceName,
            ["resource"] = notification.Resource,
            ["metric"] = notification.MetricName,
            ["metric_key"] = notification.Key.Text,
            ["datasource"] = notification.Datasource.Name,
            ["device"] = notification.DeviceId,
        };
        foreach (var (key, value) in notification.Labels)
        {
            if (LabelName().IsMatch(key))
            {
                labels.TryAdd(key, value);
            }
        }
        return labels;
    }

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex LabelName();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
