using System.Globalization;
using System.Text.Json;
using HtmIt.Benchmarks.Memory;
using HtmIt.Benchmarks.Processes;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtmIt.Benchmarks.Server;

/// <summary>A server and its PostgreSQL under load: first with all models, then the engine alone in this process.</summary>
internal static class ServerMeasurement
{
    private const string Hundred = "100";

    public static async Task RunAsync(ServerSettings settings, bool json, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["metrics"] = settings.Metrics,
            ["rows"] = settings.Rows,
            ["samples"] = settings.Samples,
        };
        using (var directory = new TemporaryDirectory("bench"))
        {
            await MeasureServerAsync(settings, directory, results, cancellationToken);
        }
        if (results.TryGetValue($"samples_per_second_{Hundred}", out var hundred))
        {
            var alone = EngineAlone.RecordsPerSecond(settings.Metrics, Math.Max(1, settings.Rows));
            var ratio = (double)hundred / alone;
            Console.WriteLine(
                Invariant($"engine alone, in turn, on all cores: {alone:0} records/s; batches of {Hundred} are {ratio:0.00} of that")
            );
            results["engine_records_per_second"] = Math.Round(alone);
            results["ratio_to_engine"] = Math.Round(ratio, 3);
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
    }

    private static async Task MeasureServerAsync(
        ServerSettings settings,
        TemporaryDirectory directory,
        Dictionary<string, object> results,
        CancellationToken cancellationToken
    )
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var allocations = new AllocationMeter(directory);
        var serverOptions = new ServerProcessOptions
        {
            ConnectionString = postgres.ConnectionString,
            Graphite = "off",
            Environment = allocations.Environment,
        };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);

        var monitored = await IngestLoad.PrepareAsync(server.GrpcAddress, settings.Metrics, cancellationToken, settings.Rows);
        var unmonitored = await IngestLoad.PrepareUnmonitoredAsync(server.GrpcAddress, settings.Metrics, cancellationToken);
        await monitored.WarmUpAsync(settings.WarmUp, cancellationToken);
        Print("", "samples", "samples/s", "COPY rows/s", "ratio", "server µs", "database µs", "client µs", "bytes", "rows/commit");
        foreach (var way in settings.Ways)
        {
            var load = way.Monitored ? monitored : unmonitored;
            var samples = load.Count(settings.Samples, way.AtOnce);
            var before = await allocations.ReadAsync(cancellationToken);
            var commits = await CommitsAsync(postgres.ConnectionString, cancellationToken);
            var cost = WriteCost.Start(server.Id, postgres.ProcessId);
            var rate = samples / await load.RunAsync(way.Batch, settings.Samples, cancellationToken, way.AtOnce);
            var spent = cost.PerSample(samples);
            var bytes = (double)(await allocations.ReadAsync(cancellationToken) - before) / samples;
            commits = await CommitsAsync(postgres.ConnectionString, cancellationToken) - commits;
            var copySeconds = await CopyBaseline.RunAsync(postgres.ConnectionString, settings.Metrics, samples, cancellationToken);
            var copyRate = samples / copySeconds;
            Print(
                way.Name,
                $"{samples}",
                $"{rate:0}",
                $"{copyRate:0}",
                $"{rate / copyRate:0.000}",
                $"{spent.Server:0.0}",
                $"{spent.Database:0.0}",
                $"{spent.Client:0.0}",
                $"{bytes:0}",
                $"{(double)samples / commits:0}"
            );
            results[$"samples_per_second_{way.Key}"] = Math.Round(rate);
            results[$"ratio_to_copy_{way.Key}"] = Math.Round(rate / copyRate, 4);
            results[$"bytes_per_sample_{way.Key}"] = Math.Round(bytes);
        }
        Console.WriteLine(
            "The processor times are for a sample, over all cores; bytes are what the server allocates for it, from the wire to COPY and back."
        );
        var resident = ResidentMemory.Megabytes(server.Id);
        Console.WriteLine(Invariant($"resident memory of the server: {resident:0} MB"));
        results["resident_mb"] = Math.Round(resident);
        var delays = await PushDelay.MeasureAsync(server.GrpcAddress, cancellationToken);
        var (median, high) = (delays[delays.Length / 2], delays[delays.Length * 99 / 100]);
        Console.WriteLine(Invariant($"push to subscriber, {delays.Length} samples: p50 {median:0.00} ms, p99 {high:0.00} ms"));
        results["push_to_subscriber_ms_p50"] = Math.Round(median, 3);
        results["push_to_subscriber_ms_p99"] = Math.Round(high, 3);
        await server.StopAsync(cancellationToken);
    }

    private static async Task<long> CommitsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select position from commit_head", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void Print(string name, params string[] cells) =>
        Console.WriteLine($"{name, -18}{string.Concat(cells.Select(cell => cell.PadLeft(12)))}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
