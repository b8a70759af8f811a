using System.Net;
using System.Net.Sockets;
using System.Text;
using HtmIt.Client.Errors;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Transport;

/// <summary>Another program has the port where the server is looked for.</summary>
public sealed class OtherProgramTests
{
    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true)]
    [TestCase("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", false)]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", false)]
    [TestCase("-ERR unknown command\r\n", true)]
    [TestCase("", true)]
    [CancelAfter(60_000)]
    public async Task CallAsync_AnotherProgramAnswers_IsSaid(string answer, bool closes, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = AnswerAsync(listener, answer, closes, ending.Token);
        using var client = new HtmItClient(new Uri($"http://{listener.LocalEndpoint}"), new() { MaxReadAttempts = 1 });

        var error = Assert.ThrowsAsync<ServerUnreachableException>(() => client.Models["models/1"].GetAsync(cancellationToken));

        await ending.CancelAsync();
        await answering;
        const string Said = "What answers there does not speak gRPC: another program, or a server that is just ending.";
        // One that says nothing and closes may reset the connection before the client has begun on it: that is all there is to say then.
        var reset = error!.Message.Contains("reset", StringComparison.Ordinal) && answer.Length == 0;
        Assert.That(error.Message, reset ? Does.EndWith($"({listener.LocalEndpoint})") : Is.EqualTo($"{Said} ({listener.LocalEndpoint})"));
    }

    private static async Task AnswerAsync(TcpListener listener, string answer, bool closes, CancellationToken cancellationToken)
    {
        var held = new List<Socket>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(cancellationToken);
                held.Add(socket);
                if (answer.Length > 0)
                {
                    await socket.ReceiveAsync(new byte[256], cancellationToken);
                    await socket.SendAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
                }

                if (closes)
                {
                    socket.Close();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }
    }
}
