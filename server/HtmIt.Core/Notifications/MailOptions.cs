using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace HtmIt.Core.Notifications;

/// <summary>How mail leaves the server. Section <c>HtmIt:Mail</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "HtmIt:Mail";

    /// <summary><c>Smtp</c>, <c>Ses</c>, or <c>None</c>: then devices with an e-mail address get no mail. Default: <c>None</c>.</summary>
    [EnumDataType(typeof(MailTransportKind))]
    public MailTransportKind Transport { get; set; }

    /// <summary>Sender of all mails: an address, or a name and an address, as in <c>HTM-IT &lt;htmit@example.com&gt;</c>. Needed for both
    /// transports. Default: none.</summary>
    public string? Sender { get; set; }

    /// <summary>The mail server. Needed for SMTP. Default: none.</summary>
    public string? SmtpHost { get; set; }

    /// <summary>Its port. Range 1 to 65,535. Default: 587.</summary>
    [Range(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary><c>Auto</c> (TLS on port 465, elsewhere STARTTLS if offered), <c>StartTls</c>, <c>Tls</c> or <c>None</c>. Default:
    /// <c>Auto</c>.</summary>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity SmtpSecurity { get; set; }

    /// <summary>File with certificates, in PEM form, of authorities that the mail server's certificate may come from, beside those that the
    /// machine trusts. Default: none.</summary>
    public string? SmtpCaFile { get; set; }

    /// <summary>User at the mail server. Default: none, and no login.</summary>
    public string? SmtpUser { get; set; }

    /// <summary>Password at the mail server. Default: none.</summary>
    public string? SmtpPassword { get; set; }

    /// <summary>Region of Amazon SES. Default: <c>HtmIt:Aws:DefaultRegion</c>.</summary>
    public string? SesRegion { get; set; }

    /// <summary>URL of SES instead of the region's public one. Default: none.</summary>
    public string? SesEndpoint { get; set; }

    /// <summary>Access key for SES alone. Default: the credentials of the process, as for all of AWS.</summary>
    public string? SesAccessKeyId { get; set; }

    /// <summary>Secret of that key; both or neither. Default: none.</summary>
    public string? SesSecretAccessKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport != MailTransportKind.None && string.IsNullOrEmpty(Sender))
        {
            yield return new($"{Section}:{nameof(Sender)} must be given with a transport.");
        }
        else if (Transport != MailTransportKind.None && !MailAddress.TryCreate(Sender, out _))
        {
            yield return new($"{Section}:{nameof(Sender)}: '{Sender}' is no e-mail address such as HTM-IT <htmit@example.com>.");
        }
        if (Transport == MailTransportKind.Smtp && string.IsNullOrEmpty(SmtpHost))
        {
            yield return new($"{Section}:{nameof(SmtpHost)} must be given with transport Smtp.");
        }
        if (SesEndpoint is not null && !(Uri.TryCreate(SesEndpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new($"{Section}:{nameof(SesEndpoint)} must be an absolute http or https URL.");
        }
    }
}
