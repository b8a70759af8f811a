using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
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

    /// <summary>Answers a recipient; null takes it. E.g. <c>550 no such user</c>.</summary>
    public Func<string, string?> JudgeRecipient { get; set; } = _ => null;

    /// <summary>What mails are acknowledged with. {0} is their number.</summary>
    public string Acknowledgement { get; set; } = "250 2.0.0 Ok: queued as MESSAGE-{0}";

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
            _sessions[ServeAsync(client)] = true;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            // Latin-1 keeps every byte as it is.
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            if (IsMute)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
            }
            await writer.WriteLineAsync("220 test ESMTP");
            await ServeAsync(reader, writer);
        }
    }

    private async Task ServeAsync(StreamReader reader, StreamWriter writer)
    {
        var from = "";
        var to = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 test");
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await writer.WriteLineAsync("250 Ok");
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
                    _mails.Enqueue(new(from, to, await ReadDataAsync(reader)));
                    await writer.WriteLineAsync(
                        string.Format(System.Globalization.CultureInfo.InvariantCulture, Acknowledgement, Interlocked.Increment(ref _count))
                    );
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

    /// <summary>Up to the line with the lone dot, line ends as they came. Clients wait for an answer then, so nothing follows.</summary>
    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        const string End = "\r\n.\r\n";
        var data = new StringBuilder();
        var some = new char[16_384];
        while (!EndsWith(data, End))
        {
            var read = await reader.ReadAsync(some, _stop.Token);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }
            data.Append(some, 0, read);
        }
        data.Length -= End.Length - 2;
        return data.Replace("\r\n..", "\r\n.").ToString();
    }

    private static bool EndsWith(StringBuilder text, string end)
    {
        for (var i = 1; i <= end.Length; i++)
        {
            if (text.Length < i || text[^i] != end[^i])
            {
                return false;
            }
        }
        return true;
    }

    private static string Address(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
