using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HtmIt.Benchmarks.Server;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Memory;

/// <summary><c>wake</c>: a server that is stopped or killed with its models in memory, and how long it takes until it is ready and all of
/// them score again. A sample of each metric wakes its model.</summary>
internal static class WakeCommand
{
    private const int Batch = 100;

    public static Command Create()
    {
        var models = new Option<int>("--models") { DefaultValueFactory = _ => 20_000, Description = "Models that are woken." };
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 300, Description = "Rows that each of them has had." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("wake", "Time from a server's start until it is ready, and until all its models score again.")
        {
            models,
            rows,
            json,
        };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(arguments.GetValue(models), arguments.GetValue(rows), arguments.GetValue(json), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(int models, int rows, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var postgresOptions = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(
            postgresOptions,
            NullLogger.Instance,
            TimeProvider.System,
            cancellationToken
        );
        var options = new ServerProcessOptions { ConnectionString = postgres.ConnectionString, Graphite = "off" };
        var results = new Dictionary<string, object>(StringComparer.Ordinal) { ["models"] = models, ["rows"] = rows };
        var server = await ServerProcess.StartAsync(options, cancellationToken);
        try
        {
            var load = await IngestLoad.PrepareAsync(server.GrpcAddress, models, cancellationToken, rows);
            var watch = Stopwatch.StartNew();
            await server.StopAsync(cancellationToken);
            Tell("stop", "stopping, models saved", watch.Elapsed);
            server = await WakeAsync(server, load, "stop", "a stop");
            await server.KillAsync();
            server = await WakeAsync(server, load, "kill", "a kill");
        }
        finally
        {
            await server.DisposeAsync();
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return 0;

        async Task<ServerProcess> WakeAsync(ServerProcess before, IngestLoad load, string key, string name)
        {
            await before.DisposeAsync();
            var watch = Stopwatch.StartNew();
            var next = await ServerProcess.StartAsync(options, cancellationToken);
            Tell($"ready_after_{key}", $"ready after {name}", watch.Elapsed);
            await load.MoveTo(next.GrpcAddress).RunAsync(Batch, models, cancellationToken);
            Tell($"awake_after_{key}", "  all awake, since the start", watch.Elapsed);
            watch.Restart();
            await load.RunAsync(Batch, models, cancellationToken);
            Tell($"next_round_after_{key}", "  a sample of each, all in memory", watch.Elapsed);
            return next;
        }

        void Tell(string key, string name, TimeSpan time)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -36}{time.TotalSeconds, 8:0.00} s"));
            results[$"{key}_seconds"] = Math.Round(time.TotalSeconds, 2);
        }
    }
}
