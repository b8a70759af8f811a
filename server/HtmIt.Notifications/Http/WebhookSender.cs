using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Notifications.Http;

/// <summary>Posts notifications as JSON, signed with the device's secret if it has one.</summary>
/// <remarks>The signature is HMAC-SHA256 over the timestamp header, a full stop and the body. The timestamp lets receivers refuse what
/// somebody recorded and sends again.</remarks>
internal sealed class WebhookSender(GuardedHttp http, ISecretProtector secrets, TimeProvider time) : INotificationSender
{
    public const string TimestampHeader = "HtmIt-Timestamp";
    public const string SignatureHeader = "HtmIt-Signature";
    public const string NotificationHeader = "HtmIt-Notification";

    public NotificationChannel Channel => NotificationChannel.Webhook;

    public async Task<string?> SendAsync(Notification notification, Device device, CancellationToken cancellationToken)
    {
        if (device.WebhookUrl.Length == 0)
        {
            throw new DeliveryException("The device has no webhook any more.", isFinal: true);
        }
        var body = Body(notification);
        using var request = new HttpRequestMessage(HttpMethod.Post, device.WebhookUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(TimestampHeader, timestamp);
        // The same when it is sent again, so that receivers can tell.
        request.Headers.Add(NotificationHeader, notification.Id.ToString("D"));
        if (device.ProtectedWebhookSecret is { } secret)
        {
            request.Headers.Add(SignatureHeader, $"v1={Sign(secrets.Unprotect(secret), timestamp, body)}");
        }
        await http.PostAsync(request, cancellationToken);
        return null;
    }

    private static string TypeOf(Notification notification) =>
        notification.IsTest
            ? "test"
            : notification.Kind switch
            {
                NotificationKind.Raised => "raised",
                NotificationKind.Ended => "ended",
                _ => "anomaly",
            };

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    private static byte[] Body(Notification notification) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["type"] = TypeOf(notification),
                ["notification"] = $"devices/{notification.DeviceId}/notifications/{notification.Id:D}",
                ["metric"] = notification.Metric.ResourceName,
                ["metric_name"] = notification.MetricName,
                ["labels"] = notification.Labels.ToDictionary(),
                ["resource"] = notification.Resource,
                ["display_name"] = notification.DisplayName,
                ["row_id"] = notification.RowId,
                ["sample_time"] = DateTimeOffset.FromUnixTimeSeconds(notification.SampleTime),
                ["value"] = notification.Value,
                ["anomaly_likelihood"] = notification.AnomalyLikelihood,
                ["surprise"] = notification.Surprise,
                ["severity"] = notification.Severity,
                ["incident"] = notification.Incident?.Id.ResourceName ?? "",
                ["onset_time"] = DateTimeOffset.FromUnixTimeSeconds(notification.Incident?.Onset.UnixSeconds ?? notification.SampleTime),
                ["end_time"] = notification.Incident?.EndTime is { } end
                    ? DateTimeOffset.FromUnixTimeSeconds(end).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
                    : "",
                ["reasons"] = notification.Incident?.Reasons ?? [],
                ["score"] = notification.Score.ToString().ToLowerInvariant(),
                ["quiet_period_seconds"] = notification.QuietPeriodSeconds,
            }
        );
}
