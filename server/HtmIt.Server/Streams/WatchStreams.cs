using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Watch;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Streams;

/// <summary>Sends watches of whatever kind, and ends them when the reader is stuck or the server stops: with the last position and a status
/// that clients resume after.</summary>
internal sealed class WatchStreams(UnreadMessages unread, ServerStop stop, IOptions<WatchOptions> options)
{
    /// <param name="writer">Where the messages go.</param>
    /// <param name="context">The call's.</param>
    /// <param name="position">Where the watch begins; empty if that is no position.</param>
    /// <param name="read">The messages.</param>
    /// <param name="toFarewell">Makes the last message of a watch that ends because the server stops, from its position.</param>
    /// <exception cref="RpcException">The server stops.</exception>
    /// <exception cref="DomainException">SubscriberStuck, and what reading throws.</exception>
    public async Task RunAsync<T>(
        IServerStreamWriter<T> writer,
        ServerCallContext context,
        string position,
        Func<CancellationToken, IAsyncEnumerable<WatchMessage<T>>> read,
        Func<string, T> toFarewell
    )
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Begun);
        try
        {
            await foreach (var message in read(reading.Token))
            {
                await SendAsync(writer, message, position);
                position = message.Position;
                reading.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stop.IsBegun && !context.CancellationToken.IsCancellationRequested)
        {
            await SendAsync(writer, new(toFarewell(position), position, 0), position);
            throw Ended();
        }
    }

    private async Task SendAsync<T>(IServerStreamWriter<T> writer, WatchMessage<T> message, string before)
    {
        if (!await unread.WaitAsync(writer.WriteAsync(message.Message), message.Bytes))
        {
            throw stop.IsBegun ? Ended() : WatchErrors.SubscriberStuck(before, options.Value.StuckSeconds);
        }
    }

    private static RpcException Ended() => ServerStop.Ended("resume with the last position");
}
