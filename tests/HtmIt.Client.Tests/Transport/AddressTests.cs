using System.Net;
using System.Net.Sockets;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Transport;

/// <summary>Whatever fails on the way to the server says where the way led, also when the server was there before.</summary>
public sealed class AddressTests
{
    private readonly FakeServices _services = new();

    [Test, CancelAfter(30_000)]
    public async Task Calls_ServerGoesLater_NameItsAddress(CancellationToken cancellationToken)
    {
        _services.On<ListAnnotationsRequest, ListAnnotationsResponse>("ListAnnotations", _ => new());
        var server = await FakeServer.StartAsync(_services);
        using var client = new HtmItClient(server.Address, new() { MaxReadAttempts = 1 });
        await client.Annotations.ListAsync(new(), cancellationToken).ToArrayAsync(cancellationToken);
        await server.DisposeAsync();

        Task[] calls =
        [
            client.Diagnostics.GetServerInfoAsync(cancellationToken),
            client.Annotations.ListAsync(new(), cancellationToken).ToArrayAsync(cancellationToken).AsTask(),
            client.Models["models/1"].DeleteAsync(cancellationToken),
            client.Data.WatchAsync(new() { MaxOutage = TimeSpan.Zero }, cancellationToken).ToArrayAsync(cancellationToken).AsTask(),
            client.Models.ExportAsync([], cancellationToken).ToArrayAsync(cancellationToken).AsTask(),
            client.Exchange.ExportAllAsync("", cancellationToken).ToArrayAsync(cancellationToken).AsTask(),
            IngestAsync(client, cancellationToken),
        ];

        using (Assert.EnterMultipleScope())
        {
            foreach (var call in calls)
            {
                var error = Assert.CatchAsync<ServerUnreachableException>(() => call);
                // Connection refused, or reset where the port closes just then.
                Assert.That(error!.Message, Does.Match($@"^The server can't be reached: .+ \({server.Address.Authority}\)$"));
            }
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task Watch_ConnectionBreaks_NamesTheAddress(CancellationToken cancellationToken)
    {
        using var program = new TcpListener(IPAddress.Loopback, 0);
        program.Start();
        var closing = Task.Run(
            async () =>
            {
                using var socket = await program.AcceptSocketAsync(cancellationToken);
                await socket.SendAsync(SettingsOfHttp2, cancellationToken);
                await socket.ReceiveAsync(new byte[256], cancellationToken);
            },
            cancellationToken
        );
        using var client = new HtmItClient(new Uri($"http://{program.LocalEndpoint}"), new() { MaxReadAttempts = 1 });

        var error = Assert.CatchAsync<ServerUnreachableException>(() => client.Diagnostics.GetServerInfoAsync(cancellationToken));

        await closing;
        Assert.That(error!.Message, Does.EndWith($" ({program.LocalEndpoint})"));
    }

    [Test, CancelAfter(30_000)]
    public void Call_SilentProgram_NamesTheAddressWhenTimeIsOver(CancellationToken cancellationToken)
    {
        using var program = new TcpListener(IPAddress.Loopback, 0);
        program.Start();
        using var client = new HtmItClient(new Uri($"http://{program.LocalEndpoint}"), new() { Deadline = TimeSpan.FromMilliseconds(50) });

        var unasked = Assert.CatchAsync<CallTimeoutException>(() => client.Diagnostics.GetServerInfoAsync(cancellationToken));
        var asked = Assert.CatchAsync<CallTimeoutException>(() => client.Models["models/1"].DeleteAsync(cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unasked!.Message, Is.EqualTo($"The call did not end before its deadline. ({program.LocalEndpoint})"));
            Assert.That(asked!.Message, Does.Contain("deadline").And.Contains($"({program.LocalEndpoint})"));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task Call_HttpsOfAServerWithoutTls_SaysSo(CancellationToken cancellationToken)
    {
        await using var server = await FakeServer.StartAsync(_services);
        using var client = new HtmItClient(new Uri($"https://{server.Address.Authority}"), new() { MaxReadAttempts = 1 });

        var error = Assert.CatchAsync<ServerUnreachableException>(() => client.Diagnostics.GetServerInfoAsync(cancellationToken));

        Assert.That(
            error!.Message,
            Does.StartWith("No TLS connection comes about, and an HtmIt server has none of its own (http://): ")
                .And.EndWith($"({server.Address.Authority})")
                .And.Not.Contain("Exception")
        );
    }

    [Test, CancelAfter(30_000)]
    public void Call_AddressWithoutPort_NamesTheOneThatWasTried(CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(new Uri("http://127.0.0.2"), new() { MaxReadAttempts = 1 });

        var error = Assert.CatchAsync<HtmItException>(() => client.Diagnostics.GetServerInfoAsync(cancellationToken));

        Assert.That(error!.Message, Does.EndWith("(127.0.0.2:80)"));
    }

    [TestCase("localhost:5180")]
    [TestCase("ftp://localhost")]
    [TestCase("/models")]
    [TestCase("http://127.0.0.1:5180/v1")]
    [TestCase("http://127.0.0.1:5180/?a=b")]
    [TestCase("http://me@127.0.0.1:5180")]
    public void Constructor_NoAddress_IsRefusedWithAnExample(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => new HtmItClient(new Uri(text, UriKind.RelativeOrAbsolute)).Dispose());

        Assert.That(error!.Message, Does.StartWith($"'{text}' is not an address such as http://127.0.0.1:5180."));
    }

    [Test, CancelAfter(30_000)]
    public async Task Call_DisposedClient_SaysThatItIsTheClient(CancellationToken cancellationToken)
    {
        await using var server = await FakeServer.StartAsync(_services);
        var client = new HtmItClient(server.Address);
        client.Dispose();

        Task[] calls =
        [
            client.Diagnostics.GetServerInfoAsync(cancellationToken),
            client.Models["models/1"].DeleteAsync(cancellationToken),
            client.Data.WatchAsync(new(), cancellationToken).ToArrayAsync(cancellationToken).AsTask(),
            IngestAsync(client, cancellationToken),
        ];

        using (Assert.EnterMultipleScope())
        {
            foreach (var call in calls)
            {
                Assert.That(Assert.CatchAsync<ObjectDisposedException>(() => call)!.ObjectName, Is.EqualTo("HtmItClient"));
            }
        }
    }

    /// <summary>What a server of HTTP/2 sends first: a frame of settings, without any.</summary>
    private static byte[] SettingsOfHttp2 => [0, 0, 0, 4, 0, 0, 0, 0, 0];

    private static async Task IngestAsync(HtmItClient client, CancellationToken cancellationToken)
    {
        await using var session = client.Data.OpenIngest(new() { MaxOutage = TimeSpan.Zero, CloseTimeout = TimeSpan.Zero });
        await session.WriteAsync("m", new Sample(DateTimeOffset.UnixEpoch, 1), cancellationToken);
        await session.FlushAsync(cancellationToken);
    }
}
