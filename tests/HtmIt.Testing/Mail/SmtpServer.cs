using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HtmIt.Testing.Mail;

/// <summary>A real SMTP server on loopback, as far as a client that only sends needs one.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentDictionary<Task, bool> _sessions = new();
    private readonly Task _accepting;
    private int _count;
    private int _connections;
    private int _open;

    /// <param name="port">0 picks a free one.</param>
    public SmtpServer(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>How many clients have connected.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many of them are still there.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Hangs up after so many mails on one connection, without a word. Default: never.</summary>
    public int MailsPerConnection { get; set; } = int.MaxValue;

    /// <summary>Answers a sender; null takes it. E.g. <c>530 log in first</c>.</summary>
    public Func<string, string?> JudgeSender { get; set; } = _ => null;

    /// <summary>Answers a recipient; null takes it. E.g. <c>550 no such user</c>.</summary>
    public Func<string, string?> JudgeRecipient { get; set; } = _ => null;

    /// <summary>What mails are acknowledged with. {0} is their number.</summary>
    public string Acknowledgement { get; set; } = "250 2.0.0 Ok: queued as MESSAGE-{0}";

    /// <summary>Speaks TLS from the first byte on, with this certificate. Default: none, and no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Takes connections and says nothing: a server that hangs.</summary>
    public bool IsMute { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_sessions.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            Interlocked.Increment(ref _connections);
            Interlocked.Increment(ref _open);
            _sessions[ServeAndLeaveAsync(client)] = true;
        }
    }

    private async Task ServeAndLeaveAsync(TcpClient client)
    {
        try
        {
            await ServeAsync(client);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using var stream = await SecureAsync(client.GetStream());
            var reader = PipeReader.Create(stream, new(leaveOpen: true));
            // Latin-1 keeps every byte as it is.
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            if (IsMute)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }
            await writer.WriteLineAsync("220 test ESMTP");
            await ServeAsync(reader, writer);
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain)
    {
        if (Certificate is null)
        {
            return plain;
        }
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secure;
    }

    private async Task ServeAsync(PipeReader reader, StreamWriter writer)
    {
        var from = "";
        var to = new List<string>();
        var mails = 0;
        while (await ReadToAsync(reader, "\r\n") is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 test");
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await writer.WriteLineAsync(JudgeSender(from) ?? "250 Ok");
                    break;
                case "RCPT":
                    var refusal = JudgeRecipient(Address(line));
                    if (refusal is null)
                    {
                        to.Add(Address(line));
                    }
                    await writer.WriteLineAsync(refusal ?? "250 Ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 End with a dot");
                    var data = await ReadToAsync(reader, "\r\n.\r\n") ?? throw new EndOfStreamException();
                    _mails.Enqueue(new(from, to, $"{data}\r\n".Replace("\r\n..", "\r\n.", StringComparison.Ordinal)));
                    await writer.WriteLineAsync(
                        string.Format(System.Globalization.CultureInfo.InvariantCulture, Acknowledgement, Interlocked.Increment(ref _count))
                    );
                    if (++mails == MailsPerConnection)
                    {
                        return;
                    }
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 Bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 Ok");
                    break;
            }
        }
    }

    /// <summary>What comes before the delimiter, which is taken too; null where the client left.</summary>
    private async Task<string?> ReadToAsync(PipeReader reader, string delimiter)
    {
        var end = Encoding.Latin1.GetBytes(delimiter);
        while (true)
        {
            var read = await reader.ReadAsync(_stop.Token);
            if (TryTake(read.Buffer, end, out var text, out var rest))
            {
                reader.AdvanceTo(rest);
                return text;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static bool TryTake(ReadOnlySequence<byte> buffer, byte[] end, [NotNullWhen(true)] out string? text, out SequencePosition rest)
    {
        var sequence = new SequenceReader<byte>(buffer);
        var isThere = sequence.TryReadTo(out ReadOnlySequence<byte> found, end);
        (text, rest) = (isThere ? Encoding.Latin1.GetString(found) : null, sequence.Position);
        return isThere;
    }

    private static string Address(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
