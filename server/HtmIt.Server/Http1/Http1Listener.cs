using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Http1;

/// <summary>Listens for connections that came in at another listener and speak HTTP/1.1. Without TLS nobody negotiates the protocol, and Kestrel
/// serves one of the two on a port; so a port has a pipeline for each, and the one that accepts hands over to the other.</summary>
internal sealed class Http1Listener : EndPoint, IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private readonly Channel<HandedConnection> _handed = Channel.CreateUnbounded<HandedConnection>();

    public EndPoint EndPoint => this;

    /// <summary>Serves a connection until it is done with.</summary>
    public async Task ServeAsync(ConnectionContext connection)
    {
        var handed = new HandedConnection(connection);
        // Nobody listens any more when the server stops.
        if (_handed.Writer.TryWrite(handed))
        {
            await handed.Done;
        }
    }

    public bool CanBind(EndPoint endpoint) => endpoint == this;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _handed.Reader.WaitToReadAsync(cancellationToken) && _handed.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _handed.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    public override string ToString() => "the same port, HTTP/1.1";
}
