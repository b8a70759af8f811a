using System.Buffers;
using System.Buffers.Binary;
using HtmIt.Server.Streams;
using HtmIt.V1;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Listeners.Pickle;

/// <summary>Takes samples in carbon's pickle protocol: each message a length of four bytes, big-endian, and a pickled list of datapoints.
/// Only data is read; see <see cref="PickleReader"/>.</summary>
internal sealed class GraphitePickleHandler(GraphiteIntake intake, GraphiteReport report, TimeProvider time, ServerStop stop)
    : ConnectionHandler
{
    /// <summary>Bytes of the longest message: carbon's own limit.</summary>
    internal const int LongestMessage = 1 << 20;

    private const int LengthBytes = 4;

    // Read pickles take many times their bytes for a moment. Not all connections do that at once.
    private static readonly SemaphoreSlim Reading = new(2);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var source = new GraphiteSource(GraphiteTransport.Pickle, connection.RemoteEndPoint);
        try
        {
            await ReadMessagesAsync(connection, source);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionResetException or IOException)
        {
            // The sender is gone, or we are going. Whole messages received before are stored.
        }
    }

    private async Task ReadMessagesAsync(ConnectionContext connection, GraphiteSource source)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            // The messages that are here when the server stops are still taken; those not received yet are not waited for.
            if (!input.TryRead(out var read))
            {
                read = await input.ReadAsync(stop.Begun);
            }
            var rest = read.Buffer;
            while (TryReadLength(rest, out var length))
            {
                if (length > LongestMessage)
                {
                    report.NotStored(source, GraphiteReason.MessageTooLong, $"{length} bytes");
                    return;
                }
                if (rest.Length < LengthBytes + length)
                {
                    break;
                }
                await StoreAsync(rest.Slice(LengthBytes, length), source);
                rest = rest.Slice(LengthBytes + length);
            }
            input.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                if (rest.Length > 0)
                {
                    report.NotStored(source, GraphiteReason.MessageCutOff, $"{rest.Length} bytes");
                }
                return;
            }
        }
    }

    private async Task StoreAsync(ReadOnlySequence<byte> message, GraphiteSource source)
    {
        var batch = new GraphiteBatch(report, source, time);
        await Reading.WaitAsync(stop.Over);
        try
        {
            var pickle = PickleReader.Read(message.IsSingleSegment ? message.First : message.ToArray());
            PickleDatapoints.AddTo(batch, pickle, report, source, time.GetUtcNow().ToUnixTimeSeconds());
        }
        catch (PickleException refusal)
        {
            report.NotStored(source, GraphiteReason.MessageRefused, refusal.Message);
        }
        finally
        {
            Reading.Release();
        }
        await intake.StoreAsync(batch.Take(), source, stop.Over);
    }

    private static bool TryReadLength(ReadOnlySequence<byte> buffer, out uint length)
    {
        Span<byte> bytes = stackalloc byte[LengthBytes];
        length = 0;
        if (buffer.Length < LengthBytes)
        {
            return false;
        }
        buffer.Slice(0, LengthBytes).CopyTo(bytes);
        length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }
}
