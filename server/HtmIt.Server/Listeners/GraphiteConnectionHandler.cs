using System.Buffers;
using HtmIt.Server.Streams;
using HtmIt.V1;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Listeners;

/// <summary>Takes samples in Graphite's text form. Lines go on in batches of at most 200, and at once when the sender pauses. What is no
/// line is counted and passed over. The protocol has no answers: a sender that must know closes its side and waits for ours.</summary>
internal sealed class GraphiteConnectionHandler(GraphiteIntake intake, GraphiteReport report, TimeProvider time, ServerStop stop)
    : ConnectionHandler
{
    private const int LinesPerBatch = 200;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var source = new GraphiteSource(GraphiteTransport.Tcp, connection.RemoteEndPoint);
        var batch = new GraphiteBatch(report, source, time);
        var input = connection.Transport.Input;
        try
        {
            var skipping = false;
            while (true)
            {
                // The lines that are here when the server stops are still taken; those not received yet are not waited for.
                if (!input.TryRead(out var read))
                {
                    read = await input.ReadAsync(stop.Begun);
                }
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, read.IsCompleted, ref skipping, out var line))
                {
                    batch.AddLine(line);
                    if (batch.Samples == LinesPerBatch)
                    {
                        await intake.StoreAsync(batch.Take(), source, stop.Over);
                    }
                }
                input.AdvanceTo(rest.Start, rest.End);
                await intake.StoreAsync(batch.Take(), source, stop.Over);
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
        else if (buffer.Length > GraphiteLine.Longest || isEnd)
        {
            if (buffer.Length == 0)
            {
                return false;
            }
            line = buffer.Slice(0, Math.Min(buffer.Length, GraphiteLine.Longest + 1));
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
}
