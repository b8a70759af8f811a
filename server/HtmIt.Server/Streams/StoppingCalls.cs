using HtmIt.Server.Json;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Streams;

/// <summary>What the stop means for calls that come too late, for what is still sent, and for connections that stay too long.</summary>
internal static class StoppingCalls
{
    /// <summary>Refuses calls that come while the server stops.</summary>
    public static void RefuseWhileStopping(this WebApplication app)
    {
        var stop = app.Services.GetRequiredService<ServerStop>();
        app.Use(
            (context, next) =>
            {
                if (!stop.IsBegun)
                {
                    return next(context);
                }
                var refusal = ServerStop.Ended("ask again");
                if (!JsonRequests.IsGrpc(context.Request))
                {
                    return JsonErrors.WriteAsync(context, refusal);
                }
                // A response that has trailers only, among its headers.
                var status = refusal.Status;
                context.Response.ContentType = "application/grpc";
                context.Response.Headers["grpc-status"] = $"{(int)status.StatusCode}";
                context.Response.Headers["grpc-message"] = status.Detail;
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Takes what a sender still sends while its last acknowledgements are on the way, and throws it away. If nobody did, the window
    /// that all calls of a connection share would be used up; and a client may wait for room in it for longer than its call lasts, and then
    /// send on a call that is over, which breaks the connection for all others on it.</summary>
    public static async Task DiscardAsync(HttpContext call, CancellationToken cancellationToken)
    {
        var body = call.Request.BodyReader;
        while (await body.ReadAsync(cancellationToken) is { IsCompleted: false } read)
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Leaves it to the clients to close their connections when the server stops: they do when they know how all calls ended.
    /// </summary>
    public static void LingerWhenStopped(this IConnectionBuilder listener, ServerStop stop) =>
        listener.Use(next =>
            async connection =>
            {
                var transport = new LingeringTransport(connection.Transport);
                connection.Transport = transport;
                await next(connection);
                if (stop.IsBegun)
                {
                    await transport.LingerAsync();
                }
            }
        );

    /// <summary>Ends connections that outlast the time that the stop gives them: the listener would wait for them, and so would all that
    /// is stopped after it.</summary>
    public static void CutOffWhenStopped(this IConnectionBuilder listener, ServerStop stop) =>
        listener.Use(next =>
            async connection =>
            {
                await using var cut = stop.CutOff.Register(connection.Abort);
                await next(connection);
            }
        );
}
