namespace HtmIt.Core.Notifications;

/// <summary>How the way to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS on port 465; STARTTLS elsewhere if the server offers it.</summary>
    Auto,
    None,

    /// <summary>STARTTLS or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
