using System.Net.Mail;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>What the settings of a device must be.</summary>
public static class DeviceRules
{
    public const int DefaultQuietPeriodSeconds = 3_600;
    public const int LongestQuietPeriodSeconds = 30 * 86_400;
    public const double DefaultLikelihoodThreshold = 0.99999;
    public const double DefaultSeverityThreshold = 3;
    public const double LargestSeverityThreshold = 100;
    public const int MostSelectors = 16;
    public const int LongestId = 40;
    public const int LongestAddress = 255;
    public const int LongestUrl = 2_048;
    public const int LongestSecret = 256;
    public const string IdRule = "must have 1 to 40 letters and digits of ASCII and . _ ~ @ + -";

    public static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || "._~@+-".Contains(c));

    /// <summary>The violations of all fields but the URLs' addresses; the field names are those of the contract.</summary>
    public static IEnumerable<FieldViolation> Check(Device device)
    {
        if (device.EmailAddress.Length > 0 && !IsAddress(device.EmailAddress))
        {
            yield return Of("email_address", device.EmailAddress, "must be one e-mail address of at most 255 characters, or empty");
        }
        if (device.QuietPeriodSeconds is < 0 or > LongestQuietPeriodSeconds)
        {
            yield return Of("quiet_period", $"{device.QuietPeriodSeconds} s", "must lie between 0 and 30 days");
        }
        if (!Enum.IsDefined(device.Score))
        {
            yield return Of("score", (int)device.Score, "must be one of the values of NotificationScore");
        }
        if (!(device.LikelihoodThreshold is >= 0 and <= 1))
        {
            yield return Of("likelihood_threshold", device.LikelihoodThreshold, "must lie in [0, 1]");
        }
        if (!(device.SeverityThreshold is >= 0 and <= LargestSeverityThreshold))
        {
            yield return Of("severity_threshold", device.SeverityThreshold, "must lie in [0, 100]");
        }
        foreach (var (field, url) in new[] { ("webhook_url", device.WebhookUrl), ("alertmanager_url", device.AlertmanagerUrl) })
        {
            if (url.Length > 0 && !IsUrl(url))
            {
                yield return Of(
                    field,
                    url,
                    "must be an absolute http or https URL of at most 2,048 characters without user information and fragment, or empty"
                );
            }
        }
    }

    private static FieldViolation Of(string field, object value, string rule) => FieldViolation.Of($"device.{field}", value, rule);

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text;

    private static bool IsUrl(string text) =>
        text.Length <= LongestUrl
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0
        && url.Host.Length > 0;
}
