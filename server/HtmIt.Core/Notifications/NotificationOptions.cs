using System.ComponentModel.DataAnnotations;
using System.Net;

namespace HtmIt.Core.Notifications;

/// <summary>How notifications are made and sent. Section <c>HtmIt:Notifications</c>.</summary>
public sealed class NotificationOptions : IValidatableObject
{
    public const string Section = "HtmIt:Notifications";

    /// <summary>The score that devices go by that do not choose: <c>Severity</c>, or <c>Likelihood</c> as HTM-IT did. Without any device,
    /// anomalies by this score are logged. Default: <c>Severity</c>.</summary>
    [EnumDataType(typeof(NotificationScore))]
    public NotificationScore DefaultScore { get; set; } = NotificationScore.Severity;

    /// <summary>Region the server runs in, as AWS names it: named in mails, and its time zone is theirs. Default:
    /// <c>HtmIt:Aws:DefaultRegion</c>.</summary>
    public string? Region { get; set; }

    /// <summary>Subject of mails, a Liquid template. Default: <c>HTM-IT: Unusual behavior seen on: {{ instance }}</c>.</summary>
    [Required]
    public string Subject { get; set; } = "HTM-IT: Unusual behavior seen on: {{ instance }}";

    /// <summary>File with the Liquid template of the text of mails. Default: a built-in one.</summary>
    public string? BodyDefaultFile { get; set; }

    /// <summary>The same for custom metrics. Default: a built-in one, which has no line for the instance.</summary>
    public string? BodyCustomFile { get; set; }

    /// <summary>The same for the HTML form of mails. Default: a built-in one.</summary>
    public string? BodyHtmlFile { get; set; }

    /// <summary>Where people look closer at what an Alertmanager shows them (its <c>generatorURL</c>): an absolute URL, a Liquid template with
    /// the fields of mails, e.g. <c>https://htmit.example.com/metrics/{{ metric.uid }}?notification={{ notification.uid }}</c>. Default:
    /// none, and alerts have no such link.</summary>
    public string? GeneratorUrl { get; set; }

    /// <summary>Networks that webhooks may reach although they are private, loopback or link-local: CIDR blocks with commas between, e.g.
    /// <c>10.0.0.0/8,::1/128</c>. Default: none.</summary>
    public string? AllowedPrivateNetworks { get; set; }

    /// <summary>Folder of the keys that webhook secrets are encrypted with; servers on one database need the same one. Default: <c>keys</c>
    /// in the server's data folder.</summary>
    public string? KeyFolder { get; set; }

    /// <summary>Devices that are sent to at once, for each channel. Range 1 to 64. Default: 4.</summary>
    [Range(1, 64)]
    public int ConcurrentSends { get; set; } = 4;

    /// <summary>How long sending one notification may take, in seconds. Range 1 to 300. Default: 60: mail servers may take their time, and one that
    /// is given up too early sends the mail twice.</summary>
    [Range(1, 300)]
    public int SendTimeoutSeconds { get; set; } = 60;

    /// <summary>Pause after the first failure, in seconds; each further one in a row doubles it. Range 1 to 3,600. Default: 2.</summary>
    [Range(1, 3_600)]
    public int FirstRetrySeconds { get; set; } = 2;

    /// <summary>Longest pause after a failure, in seconds. Range 1 to 86,400. Default: 600.</summary>
    [Range(1, 86_400)]
    public int LongestRetrySeconds { get; set; } = 600;

    /// <summary>Failed attempts after which a delivery is given up. Range 1 to 1,000. Default: 300, so many that <see cref="GiveUpHours"/>
    /// ends it first: a target that is dead for hours delays what waits for it, and nothing is lost.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 300;

    /// <summary>Hours after which a delivery that keeps failing is given up. Range 1 to 720. Default: 24.</summary>
    [Range(1, 720)]
    public int GiveUpHours { get; set; } = 24;

    /// <summary>Seconds after which a server looks for work that another one left. Range 1 to 3,600. Default: 30.</summary>
    [Range(1, 3_600)]
    public int SweepSeconds { get; set; } = 30;

    /// <summary>Seconds after which an alert of an incident that goes on is pushed to its Alertmanager again; it ends there by itself when it is not for
    /// four times as long. Range 30 to 21,600. Default: 300.</summary>
    [Range(30, 21_600)]
    public int AlertRefreshSeconds { get; set; } = 300;

    public IReadOnlyList<IPNetwork> ReadAllowedNetworks() =>
        [
            .. (AllowedPrivateNetworks ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(IPNetwork.Parse),
        ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (
            var text in (AllowedPrivateNetworks ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            if (!IPNetwork.TryParse(text, out _))
            {
                yield return new($"{Section}:{nameof(AllowedPrivateNetworks)}: '{text}' is no CIDR block such as 10.0.0.0/8.");
            }
        }
    }
}
