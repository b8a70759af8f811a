using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HtmIt.Benchmarks.Processes;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Server;

/// <summary><c>server</c>: samples through the whole service, beside a plain COPY of as many rows into the same PostgreSQL.</summary>
internal static class ServerCommand
{
    private static readonly int[] BatchSizes = [1, 10, 100];

    public static Command Create()
    {
        var metrics = new Option<int>("--metrics") { DefaultValueFactory = _ => 1_000, Description = "Monitored metrics." };
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 60_000, Description = "Samples for each batch size." };
        var warmUp = new Option<int>("--warm-up")
        {
            DefaultValueFactory = _ => 20,
            Description = "Seconds of writing before anything is measured: a server's first code is not its optimized code.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("server", "Samples per second stored and scored, and the time from push to subscriber.")
        {
            metrics,
            samples,
            warmUp,
            json,
        };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(
                    arguments.GetValue(metrics),
                    arguments.GetValue(samples),
                    TimeSpan.FromSeconds(arguments.GetValue(warmUp)),
                    arguments.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(int metrics, int samples, TimeSpan warmUp, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var serverOptions = new ServerProcessOptions { ConnectionString = postgres.ConnectionString, Graphite = "off" };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);

        var load = await IngestLoad.PrepareAsync(server.GrpcAddress, metrics, cancellationToken);
        await load.WarmUpAsync(warmUp, cancellationToken);
        Print("", "samples", "seconds", "samples/s", "COPY rows/s", "ratio", "server", "database", "client");
        var results = new Dictionary<string, object>(StringComparer.Ordinal) { ["metrics"] = metrics, ["samples"] = samples };
        foreach (var batch in BatchSizes)
        {
            var cost = WriteCost.Start(server.Id, postgres.ProcessId);
            var seconds = await load.RunAsync(batch, samples, cancellationToken);
            var spent = cost.PerThousand(samples);
            var copySeconds = await CopyBaseline.RunAsync(postgres.ConnectionString, metrics, samples, cancellationToken);
            var (rate, copyRate) = (samples / seconds, samples / copySeconds);
            Print(
                $"batches of {batch}",
                $"{samples}",
                $"{seconds:0.00}",
                $"{rate:0}",
                $"{copyRate:0}",
                $"{rate / copyRate:0.0000}",
                $"{spent.Server:0.0}",
                $"{spent.Database:0.0}",
                $"{spent.Client:0.0}"
            );
            results[$"samples_per_second_{batch}"] = Math.Round(rate);
            results[$"copy_rows_per_second_{batch}"] = Math.Round(copyRate);
            results[$"ratio_to_copy_{batch}"] = Math.Round(rate / copyRate, 4);
        }
        var delays = await PushDelay.MeasureAsync(server.GrpcAddress, cancellationToken);
        var (median, high) = (delays[delays.Length / 2], delays[delays.Length * 99 / 100]);
        Console.WriteLine(Invariant($"push to subscriber, {delays.Length} samples: p50 {median:0.00} ms, p99 {high:0.00} ms"));
        results["push_to_subscriber_ms_p50"] = Math.Round(median, 3);
        results["push_to_subscriber_ms_p99"] = Math.Round(high, 3);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return 0;
    }

    private static void Print(string name, params string[] cells) =>
        Console.WriteLine($"{name, -16}{string.Concat(cells.Select(cell => cell.PadLeft(13)))}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
