using System.Collections.Concurrent;
using System.Net.Sockets;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications.Mail;

/// <summary>Connections to the mail server. One that has taken a mail is kept for the next: greeting, TLS and login cost more than most mails.
/// Where none follows, it is closed after a few seconds.</summary>
internal sealed class SmtpConnections : IAsyncDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly MailOptions _settings;
    private readonly SmtpTrust _trust;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<(SmtpClient Client, long Since)> _kept = new();
    private readonly ITimer _closing;

    /// <summary>The mail server, as the settings name it.</summary>
    public string Server => $"{_settings.SmtpHost}:{_settings.SmtpPort}";

    public SmtpConnections(IOptions<MailOptions> options, TimeProvider time)
    {
        _settings = options.Value;
        _trust = new(options.Value);
        _time = time;
        _closing = time.CreateTimer(_ => CloseOld(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A connection that is ready for a mail. Whoever takes it keeps it here afterwards, or disposes of it.</summary>
    public async Task<SmtpClient> TakeAsync(CancellationToken cancellationToken)
    {
        while (_kept.TryDequeue(out var kept))
        {
            if (await IsAliveAsync(kept.Client, cancellationToken))
            {
                return kept.Client;
            }
            kept.Client.Dispose();
        }
        return await OpenAsync(cancellationToken);
    }

    public void Keep(SmtpClient client)
    {
        _kept.Enqueue((client, _time.GetTimestamp()));
        _closing.Change(KeptFor, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.DisposeAsync();
        while (_kept.TryDequeue(out var kept))
        {
            Close(kept.Client);
        }
    }

    private async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { CheckCertificateRevocation = true };
        string? distrust = null;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
            (distrust = _trust.FindFault(certificate, chain, errors)) is null;
        try
        {
            var security = _settings.SmtpSecurity switch
            {
                SmtpSecurity.None => SecureSocketOptions.None,
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.Auto,
            };
            await client.ConnectAsync(_settings.SmtpHost!, _settings.SmtpPort, security, cancellationToken);
            if (!string.IsNullOrEmpty(_settings.SmtpUser))
            {
                await client.AuthenticateAsync(_settings.SmtpUser, _settings.SmtpPassword ?? "", cancellationToken);
            }
            return client;
        }
        catch (SslHandshakeException fault) when (distrust is not null)
        {
            client.Dispose();
            throw new DeliveryException(
                $"The mail server's certificate is not trusted: {distrust}. An authority of your own goes into {MailOptions.Section}:{nameof(MailOptions.SmtpCaFile)}.",
                inner: fault
            );
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Servers close what is idle, and some allow only so many mails for each connection.</summary>
    private static async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception fault)
            when (fault is IOException or SocketException or ProtocolException or CommandException or InvalidOperationException)
        {
            return false;
        }
    }

    private void CloseOld()
    {
        while (_kept.TryPeek(out var oldest) && _time.GetElapsedTime(oldest.Since) >= KeptFor && _kept.TryDequeue(out var kept))
        {
            Close(kept.Client);
        }
        if (!_kept.IsEmpty)
        {
            _closing.Change(KeptFor, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Says goodbye without waiting for the answer.</summary>
    private static void Close(SmtpClient client) =>
        _ = client
            .DisconnectAsync(quit: true)
            .ContinueWith(
                (goodbye, state) =>
                {
                    _ = goodbye.Exception;
                    ((SmtpClient)state!).Dispose();
                },
                client,
                TaskScheduler.Default
            );
}
