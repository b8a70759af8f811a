using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtmIt.Server.Tests.Listeners;

/// <summary>A sender on the Graphite port.</summary>
internal static class GraphiteSender
{
    /// <summary>Sends the text, closes the sending side and waits until the server has closed too: all lines are stored or dropped then.</summary>
    public static Task SendAsync(IPEndPoint server, string text) => SendAsync(server, [Encoding.UTF8.GetBytes(text)]);

    /// <summary>The same in pieces, each of its own packet.</summary>
    public static async Task SendAsync(IPEndPoint server, IReadOnlyList<byte[]> pieces)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
        client.Client.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await stream.ReadAsync(new byte[1], patience.Token) > 0)
        {
            // The protocol has no answers; only the end counts.
        }
    }
}
