using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HtmIt.Server.Http1;

/// <summary>Tells the protocols on a port apart by a connection's first bytes.</summary>
internal static class Http1Connections
{
    /// <summary>How the preface of HTTP/2 begins; no method of HTTP/1.1 does.</summary>
    private static ReadOnlySpan<byte> Http2 => "PRI "u8;

    /// <summary>Hands connections that do not begin with HTTP/2 to the listener of HTTP/1.1. What comes after this in the listener's pipeline
    /// is for HTTP/2 only.</summary>
    public static void UseHttp1(this ListenOptions listen, Http1Listener http1)
    {
        var patience = listen.KestrelServerOptions.Limits.KeepAliveTimeout;
        listen.Use(next =>
            async connection =>
            {
                switch (await IsHttp2Async(connection, patience))
                {
                    case true:
                        await next(connection);
                        break;
                    case false:
                        await http1.ServeAsync(connection);
                        break;
                    case null:
                        break;
                }
            }
        );
        listen.KestrelServerOptions.Listen(http1, inner => inner.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Null when the connection ends, has to, or is silent for too long.</summary>
    private static async Task<bool?> IsHttp2Async(ConnectionContext connection, TimeSpan patience)
    {
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, closing);
        waiting.CancelAfter(patience);
        try
        {
            return await IsHttp2Async(connection.Transport.Input, waiting.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Looks at the first bytes and leaves them where they are.</summary>
    private static async Task<bool?> IsHttp2Async(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var isHttp2 = IsHttp2(read.Buffer);
            // Bytes count as seen only while more are needed: whoever reads next gets the others at once.
            input.AdvanceTo(read.Buffer.Start, isHttp2 is null ? read.Buffer.End : read.Buffer.Start);
            if (isHttp2 is not null || read.IsCompleted || read.IsCanceled)
            {
                return isHttp2;
            }
        }
    }

    private static bool? IsHttp2(ReadOnlySequence<byte> begin)
    {
        Span<byte> first = stackalloc byte[Http2.Length];
        first = first[..(int)Math.Min(begin.Length, first.Length)];
        begin.Slice(0, first.Length).CopyTo(first);
        return !Http2.StartsWith(first) ? false
            : first.Length == Http2.Length ? true
            : null;
    }
}
