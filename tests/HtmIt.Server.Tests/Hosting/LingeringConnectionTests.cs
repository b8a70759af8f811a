using System.Buffers.Binary;
using System.Net.Sockets;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

/// <summary>A connection as its client's socket sees it when the server stops.</summary>
public sealed class LingeringConnectionTests
{
    private const byte SettingsFrame = 4;
    private const byte GoAwayFrame = 7;
    private const int FrameHeader = 9;

    [Test]
    [CancelAfter(120_000)]
    public async Task Stop_ClientThatStillSends_ClosesTheConnectionItself(CancellationToken cancellationToken)
    {
        var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), cancellationToken);
        await stream.WriteAsync(new byte[] { 0, 0, 0, SettingsFrame, 0, 0, 0, 0, 0 }, cancellationToken);
        await ReadUntilAsync(stream, SettingsFrame, cancellationToken);

        var stopping = server.DisposeAsync().AsTask();
        await ReadUntilAsync(stream, GoAwayFrame, cancellationToken);
        // More than the buffers of two sockets hold: a connection that is closed on the other side does not take it.
        await stream.WriteAsync(new byte[32 << 20], cancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);

        Assert.That(await stream.ReadAsync(new byte[1], cancellationToken), Is.Zero, "the end, and no reset");
        await stopping;
    }

    private static async Task ReadUntilAsync(NetworkStream stream, byte type, CancellationToken cancellationToken)
    {
        var header = new byte[FrameHeader];
        do
        {
            await stream.ReadExactlyAsync(header, cancellationToken);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8];
            await stream.ReadExactlyAsync(payload, cancellationToken);
        } while (header[3] != type);
    }
}
