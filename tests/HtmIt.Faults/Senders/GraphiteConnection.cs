using System.Globalization;
using System.Net.Sockets;
using System.Text;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Senders;

/// <summary>A connection to the Graphite port. Its samples count as acknowledged when the server, of its own accord, closes its side after
/// ours was closed: that is the only answer the protocol has.</summary>
internal sealed class GraphiteConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<SentSample> _samples = [];
    private readonly FaultyServer _server;
    private readonly int _generation;

    private GraphiteConnection(FaultyServer server) => (_server, _generation) = (server, server.Generation);

    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<GraphiteConnection> OpenAsync(FaultyServer server, CancellationToken cancellationToken)
    {
        var connection = new GraphiteConnection(server);
        try
        {
            await connection._socket.ConnectAsync(server.Graphite, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task SendAsync(IReadOnlyList<SentSample> samples, CancellationToken cancellationToken)
    {
        _samples.AddRange(samples);
        var lines = string.Concat(samples.Select(Line));
        ReadOnlyMemory<byte> rest = Encoding.ASCII.GetBytes(lines);
        while (rest.Length > 0)
        {
            rest = rest[await _socket.SendAsync(rest, cancellationToken)..];
        }
    }

    /// <summary>Closes our side and waits for the server's.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async Task ConfirmAsync(History history, CancellationToken cancellationToken)
    {
        _socket.Shutdown(SocketShutdown.Send);
        _ = await _socket.ReceiveAsync(new byte[1], cancellationToken);
        if (_server.Generation == _generation)
        {
            _samples.ForEach(sample => history.Acknowledged(sample, rowId: null));
        }
    }

    public void Dispose() => _socket.Dispose();

    private static string Line(SentSample sample) =>
        string.Create(CultureInfo.InvariantCulture, $"{sample.Metric} {sample.Value} {sample.Time}\n");
}
