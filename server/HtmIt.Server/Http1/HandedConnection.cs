using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace HtmIt.Server.Http1;

/// <summary>A connection that another pipeline serves; the one that accepted it goes on owning it.</summary>
internal sealed class HandedConnection(ConnectionContext accepted) : ConnectionContext
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the other pipeline has no more use for it.</summary>
    public Task Done => _done.Task;

    public override IDuplexPipe Transport { get; set; } = accepted.Transport;

    public override string ConnectionId { get; set; } = accepted.ConnectionId;

    /// <summary>Its own: each pipeline has its way to ask for the end of a connection.</summary>
    public override IFeatureCollection Features { get; } = new FeatureCollection(accepted.Features);

    public override IDictionary<object, object?> Items { get; set; } = accepted.Items;

    public override CancellationToken ConnectionClosed { get; set; } = accepted.ConnectionClosed;

    public override EndPoint? LocalEndPoint { get; set; } = accepted.LocalEndPoint;

    public override EndPoint? RemoteEndPoint { get; set; } = accepted.RemoteEndPoint;

    public override void Abort(ConnectionAbortedException abortReason) => accepted.Abort(abortReason);

    public override ValueTask DisposeAsync()
    {
        _done.TrySetResult();
        return base.DisposeAsync();
    }
}
