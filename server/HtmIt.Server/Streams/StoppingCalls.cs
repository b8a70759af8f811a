using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Streams;

/// <summary>What the stop means for calls that come too late and for connections that stay too long.</summary>
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
                // A response that has trailers only, among its headers.
                var status = ServerStop.Ended("ask again").Status;
                context.Response.ContentType = "application/grpc";
                context.Response.Headers["grpc-status"] = $"{(int)status.StatusCode}";
                context.Response.Headers["grpc-message"] = status.Detail;
                return Task.CompletedTask;
            }
        );
    }

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
