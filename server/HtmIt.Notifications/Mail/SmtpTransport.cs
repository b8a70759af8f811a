using System.Net.Sockets;
using System.Text.RegularExpressions;
using HtmIt.Core.Notifications.Deliveries;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace HtmIt.Notifications.Mail;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed partial class SmtpTransport(SmtpConnections connections) : IMailProvider
{
    public async Task<string?> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream(message.ToArray());
            using var mime = await MimeMessage.LoadAsync(stream, cancellationToken);
            var client = await connections.TakeAsync(cancellationToken);
            try
            {
                var answer = await client.SendAsync(mime, new MailboxAddress("", from), [new("", to)], cancellationToken);
                connections.Keep(client);
                return MessageId(answer);
            }
            catch
            {
                client.Dispose();
                throw;
            }
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
                        or ServiceNotAuthenticatedException
                        or SslHandshakeException
                        or IOException
                        or SocketException
                        or NotSupportedException
            )
        {
            throw new DeliveryException($"The mail server {connections.Server} could not be used: {fault.Message}", inner: fault);
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
