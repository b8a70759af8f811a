using System.Net.Sockets;
using System.Text.RegularExpressions;
using HtmIt.Core.Notifications;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace HtmIt.Notifications.Mail;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed partial class SmtpTransport(IOptions<MailOptions> options) : IMailProvider
{
    public async Task<string?> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new SmtpClient();
            await ConnectAsync(client, cancellationToken);
            using var stream = new MemoryStream(message.ToArray());
            using var mime = await MimeMessage.LoadAsync(stream, cancellationToken);
            var answer = await client.SendAsync(mime, new MailboxAddress("", from), [new("", to)], cancellationToken);
            // It has been taken: a bad goodbye is no failure.
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return MessageId(answer);
        }
        catch (SmtpCommandException fault)
        {
            var isFinal = (int)fault.StatusCode >= 500 && fault.ErrorCode != SmtpErrorCode.UnexpectedStatusCode;
            throw new DeliveryException($"The mail server answered {(int)fault.StatusCode}: {fault.Message}", isFinal, fault);
        }
        catch (Exception fault)
            when (fault
                    is ProtocolException
                        or AuthenticationException
                        or SslHandshakeException
                        or IOException
                        or SocketException
                        or NotSupportedException
            )
        {
            throw new DeliveryException($"The mail server could not be used: {fault.Message}", inner: fault);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var security = settings.SmtpSecurity switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, security, cancellationToken);
        if (!string.IsNullOrEmpty(settings.SmtpUser))
        {
            await client.AuthenticateAsync(settings.SmtpUser, settings.SmtpPassword ?? "", cancellationToken);
        }
    }

    /// <summary>Most servers name the message in their last answer, in one of these ways.</summary>
    private static string? MessageId(string answer) => QueueId().Match(answer) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(
        @"(?:queued as |queued mail for delivery.*|\bid=|\bOk\s+)<?([A-Za-z0-9][A-Za-z0-9._@\-]{5,200})>?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex QueueId();
}
