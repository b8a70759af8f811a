using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Json;

/// <summary>Watches as lines of JSON, and the stop of the server as they see it.</summary>
public sealed class JsonWatchTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Watch_ThatTheServerStops_GivesRowsThenItsPositionThenTheError(CancellationToken cancellationToken)
    {
        var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(Ingest.Series("json.watched", [1, 2, 3]));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/metricData:watch")
        {
            Content = new StringContent("""{"startTime": "2026-01-01T00:00:00Z"}""", Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));

        var steps = new List<JsonNode>();
        while (steps.Count == 0 || steps[^1]["caughtUp"] is null)
        {
            steps.Add(await NextAsync(reader, cancellationToken) ?? throw new AssertionException("The watch ended."));
        }
        var stopping = server.DisposeAsync();
        var last = new List<JsonNode>();
        while (await NextAsync(reader, cancellationToken) is { } step)
        {
            last.Add(step);
        }
        await stopping;

        var rows = steps
            .SelectMany(step => step["batch"]?["metricRows"]?.AsArray() ?? [])
            .SelectMany(metric => metric!["rows"]!.AsArray())
            .Select(row => (string?)row!["rowId"]);
        Assert.That(rows, Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That((string?)last[^2]["position"], Is.Not.Empty);
        Assert.That(last[^2]["serverStopping"], Is.Not.Null);
        Assert.That((int)last[^1]["code"]!, Is.EqualTo(14));
    }

    /// <summary>The protocol is told by the first bytes, however they come.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task Connection_WhoseFirstBytesComeOneByOne_IsServed(CancellationToken cancellationToken)
    {
        await using var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, cancellationToken);
        foreach (var one in Encoding.ASCII.GetBytes("PATCH /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        {
            await socket.SendAsync(new[] { one }, cancellationToken);
        }

        using var reader = new StreamReader(new NetworkStream(socket));

        Assert.That(await reader.ReadToEndAsync(cancellationToken), Does.StartWith("HTTP/1.1 404 Not Found"));
    }

    /// <summary>Connections that said nothing yet do not keep the server from stopping.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task Stop_SilentConnection_IsNotWaitedFor(CancellationToken cancellationToken)
    {
        var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, cancellationToken);

        await server.DisposeAsync();

        Assert.That(await socket.ReceiveAsync(new byte[1], cancellationToken), Is.Zero);
    }

    private static async Task<JsonNode?> NextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                return JsonNode.Parse(line);
            }
        }
        return null;
    }
}
