using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Grpc.Net.Client;
using HtmIt.Testing.Processes;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Hostile;

/// <summary><c>connections</c>: Graphite connections with one line of a new name each, and how long a call takes meanwhile.</summary>
internal static class ConnectionsCommand
{
    private const long Start = 1_767_225_600;

    public static Command Create() =>
        HostileRun.Create("connections", "Memory and answers of a server with many connections of one line each.", 9_000, LoadAsync);

    private static async Task LoadAsync(
        ServerProcess server,
        int count,
        Dictionary<string, object> results,
        CancellationToken cancellationToken
    )
    {
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var metrics = new MetricService.MetricServiceClient(channel);
        await metrics.ListMetricsAsync(new() { PageSize = 1 }, cancellationToken: cancellationToken);
        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(server.Graphite!, cancellationToken);
            }
            var watch = Stopwatch.StartNew();
            var sending = Task.WhenAll(clients.Select((client, i) => SendAsync(client, i, cancellationToken)));
            var slowest = 0.0;
            while (!sending.IsCompleted)
            {
                var asked = Stopwatch.GetTimestamp();
                await metrics.ListMetricsAsync(new() { PageSize = 1 }, cancellationToken: cancellationToken);
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(asked).TotalSeconds);
            }
            await sending;
            results["seconds_until_stored"] = Math.Round(watch.Elapsed.TotalSeconds, 2);
            results["slowest_answer_seconds"] = Math.Round(slowest, 3);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Sends the line and waits until the server has closed its side, which it does when the line is stored.</summary>
    private static async Task SendAsync(TcpClient client, int number, CancellationToken cancellationToken)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"bench.connection.{number} 1 {Start}\n"), cancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(new byte[1], cancellationToken) > 0)
        {
            // The protocol has no answers; only the end counts.
        }
    }
}
