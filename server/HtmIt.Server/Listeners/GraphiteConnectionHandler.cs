using System.Buffers;
using System.IO.Pipelines;
using HtmIt.Core.Data;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Listeners;

/// <summary>Takes samples in Graphite's text form. Lines go on in batches of at most 200, and at once when the sender pauses. What is no
/// line is counted and passed over. The protocol has no answers: a sender that must know closes its side and waits for ours.</summary>
internal sealed partial class GraphiteConnectionHandler(
    IngestLanes ingest,
    IHostApplicationLifetime lifetime,
    ILogger<GraphiteConnectionHandler> logger
) : ConnectionHandler
{
    private const int LinesPerBatch = 200;
    private const int LongestLine = 4_096;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var session = ingest.Open(patient: true);
        var batch = new GraphiteBatch();
        var input = connection.Transport.Input;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed, lifetime.ApplicationStopping);
        try
        {
            var skipping = false;
            while (true)
            {
                var read = await input.ReadAsync(lifetime.ApplicationStopping);
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, read.IsCompleted, ref skipping, out var line))
                {
                    batch.Add(line);
                    if (batch.Lines == LinesPerBatch)
                    {
                        await StoreAsync(session, batch);
                    }
                }
                input.AdvanceTo(rest.Start, rest.End);
                await StoreAsync(session, batch);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionResetException or IOException)
        {
            // The sender is gone, or we are going. Whole lines received before are stored.
        }
        if (batch.InvalidLines > 0)
        {
            Log.InvalidLines(logger, connection.RemoteEndPoint?.ToString(), batch.InvalidLines);
        }
    }

    /// <summary>Cuts the next line off. One that is too long is thrown away up to its end. At the end of the stream the rest is a line too.</summary>
    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isEnd, ref bool skipping, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is { } newLine)
        {
            line = buffer.Slice(0, newLine);
            buffer = buffer.Slice(buffer.GetPosition(1, newLine));
        }
        else if (buffer.Length > LongestLine || isEnd)
        {
            if (buffer.Length == 0)
            {
                return false;
            }
            line = buffer.Slice(0, Math.Min(buffer.Length, LongestLine + 1));
            buffer = buffer.Slice(line.End);
            var whole = isEnd && buffer.Length == 0;
            (var wasSkipping, skipping) = (skipping, !whole);
            line = wasSkipping ? default : line;
            return true;
        }
        else
        {
            return false;
        }
        line = skipping ? default : line;
        skipping = false;
        return true;
    }

    /// <summary>Returns when the batch is durable. While the database is away it keeps its place, and the sender is held back by TCP. What is
    /// handed in is stored whether or not the sender stays.</summary>
    private async Task StoreAsync(IngestSession session, GraphiteBatch batch)
    {
        if (batch.Take() is not { Count: > 0 } series)
        {
            return;
        }
        try
        {
            var outcomes = await session.BeginAsync(series, lifetime.ApplicationStopping);
            await outcomes.WaitAsync(lifetime.ApplicationStopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One metric's trouble; the others of the batch are stored, and the lines that follow may be too.
            Log.NotStored(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4102, LogLevel.Error, "Samples of a Graphite batch could not be stored")]
        public static partial void NotStored(ILogger logger, Exception fault);

        [LoggerMessage(4101, LogLevel.Warning, "Graphite connection from {Peer}: {Count} lines were no samples and were passed over")]
        public static partial void InvalidLines(ILogger logger, string? peer, long count);
    }
}
