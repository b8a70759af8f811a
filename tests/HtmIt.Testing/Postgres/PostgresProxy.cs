using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace HtmIt.Testing.Postgres;

/// <summary>Stands between a server and its PostgreSQL, and loses what the test says: the answer to a commit, or the commit itself. It can
/// also keep everybody out for a while.</summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    /// <summary>What becomes of a commit. Its connection breaks in either case.</summary>
    public enum Loss
    {
        None,
        Answer,
        Commit,
    }

    private static readonly byte[] Commit = [.. "COMMIT\0"u8];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _target;
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private TaskCompletionSource _door = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Loss _next;
    private bool _closes;
    private byte[]? _only;
    private TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PostgresProxy(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _target = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port);
        _door.SetResult();
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = port,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>Reaches the same database, through here.</summary>
    public string ConnectionString { get; }

    /// <summary>Does this to the next commit of a connection that has sent the text before; the task ends when it was done.</summary>
    /// <param name="text">Part of a statement of the transaction that is meant.</param>
    /// <param name="thenClose">Whether everybody is kept out from then on, so that nobody can ask what became of it.</param>
    public Task LoseNext(Loss loss, string text, bool thenClose = false)
    {
        _closes = thenClose;
        _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _only = System.Text.Encoding.UTF8.GetBytes(text);
        _next = loss;
        return _lost.Task;
    }

    /// <summary>Breaks every connection, and lets no new one through.</summary>
    public void Close()
    {
        _door = new(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    /// <summary>Waits for the first that wants to get in.</summary>
    public Task SomebodyCameAsync(CancellationToken cancellationToken) => _came.Task.WaitAsync(cancellationToken);

    public void Open() => _door.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Close();
        Open();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (_stop.IsCancellationRequested && fault is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(
            _target.AddressFamily == AddressFamily.Unix ? AddressFamily.Unix : AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        try
        {
            _came.TrySetResult();
            await _door.Task;
            _open[client] = true;
            _open[server] = true;
            await server.ConnectAsync(_target);
            var connection = new Connection(client, server);
            await Task.WhenAny(SendAsync(connection), ReceiveAsync(connection));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // PostgreSQL is not there, or the test closed the proxy.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task SendAsync(Connection connection)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(connection.Client, buffer) is > 0 and var count)
        {
            var sent = buffer.AsMemory(0, count);
            connection.IsMeant |= _only is { } only && sent.Span.IndexOf(only) >= 0;
            if (connection.IsMeant && _next != Loss.None && sent.Span.IndexOf(Commit) >= 0)
            {
                var loss = _next;
                (_next, _only) = (Loss.None, null);
                if (loss == Loss.Commit)
                {
                    _lost.TrySetResult();
                    // Not closed yet: an orderly end would make PostgreSQL roll back while the test wants it to crash.
                    await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return;
                }
                connection.LosesAnswer = true;
            }
            await connection.Server.SendAsync(sent);
        }
    }

    private async Task ReceiveAsync(Connection connection)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(connection.Server, buffer) is > 0 and var count)
        {
            if (connection.LosesAnswer)
            {
                if (_closes)
                {
                    Close();
                }
                _lost.TrySetResult();
                return;
            }
            await connection.Client.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<int> ReadAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private sealed class Connection(Socket client, Socket server)
    {
        public Socket Client { get; } = client;

        public Socket Server { get; } = server;

        public bool IsMeant { get; set; }

        public bool LosesAnswer { get; set; }
    }
}
