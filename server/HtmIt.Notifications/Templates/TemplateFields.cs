using System.Globalization;
using HtmIt.Core.Notifications;

namespace HtmIt.Notifications.Templates;

/// <summary>What templates can name.</summary>
internal static class TemplateFields
{
    public static Dictionary<string, object> Of(Notification notification, string region)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(notification.SampleTime);
        var (local, zone) = RegionTimes.Local(time, region);
        return new()
        {
            ["notification"] = new Dictionary<string, object>
            {
                ["uid"] = notification.Id.ToString("D"),
                ["device"] = notification.DeviceId,
                ["metric"] = notification.Metric.ToString(),
                ["rowid"] = notification.RowId,
                ["timestamp"] = Text(notification.SampleTime),
                ["windowsize"] = notification.QuietPeriodSeconds,
                ["acknowledged"] = notification.AcknowledgeTime is not null,
                ["seen"] = notification.SeenTime is not null,
                ["value"] = notification.Value,
                ["anomaly_score"] = notification.AnomalyLikelihood,
                ["surprise"] = notification.Surprise,
                ["severity"] = notification.Severity,
            },
            ["metric"] = new Dictionary<string, object>
            {
                ["uid"] = notification.Metric.ToString(),
                ["name"] = notification.MetricName,
                ["labels"] = notification.Labels.ToDictionary(label => label.Key, object (label) => label.Value),
                ["key"] = notification.Key.Text,
                ["description"] = notification.Description,
                ["server"] = notification.Resource,
                ["location"] = notification.Region,
                ["tag_name"] = notification.TagName,
                ["datasource"] = notification.Datasource.Name,
            },
            ["instance"] = notification.InstanceName,
            ["kind"] = notification.Kind.ToString().ToLowerInvariant(),
            ["incident"] = notification.Incident?.Id.ResourceName ?? "",
            ["onset"] = notification.Incident is { } incident ? Text(incident.Onset.UnixSeconds) : "",
            ["reasons"] = notification.Incident?.Reasons ?? [],
            ["timestampUTC"] = RegionTimes.Utc(time),
            ["timestampLocal"] = local,
            ["timezoneLocal"] = zone,
            ["region"] = region,
            ["value"] = notification.Value.ToString("G10", CultureInfo.InvariantCulture),
            ["likelihood"] = notification.AnomalyLikelihood.ToString("0.##########", CultureInfo.InvariantCulture),
            ["surprise"] = notification.Surprise.ToString("0.0", CultureInfo.InvariantCulture),
            ["severity"] = notification.Severity.ToString("0.0", CultureInfo.InvariantCulture),
        };
    }

    private static string Text(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
