using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HtmIt.Benchmarks.Server;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HtmIt.Benchmarks.Memory;

/// <summary><c>unload</c>: memory of a server whose models all fall idle, by half minute after the last of them was unloaded.</summary>
internal static class UnloadCommand
{
    /// <summary>As many as make a model worth saving: its checkpoint tells from outside that it was unloaded.</summary>
    private const int RowsOfEach = 100;

    /// <summary>What the service promises.</summary>
    private const double MostAboveStart = 300;

    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestUnload = TimeSpan.FromMinutes(15);

    public static Command Create()
    {
        var models = new Option<int>("--models")
        {
            DefaultValueFactory = _ => 20_000,
            Description = "Models that are loaded and left alone.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("unload", "Whether models that are unloaded give their memory back.") { models, json };
        command.SetAction(
            (arguments, cancellationToken) => RunAsync(arguments.GetValue(models), arguments.GetValue(json), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(int models, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        await using var server = await ServerProcess.StartAsync(
            new()
            {
                ConnectionString = postgres.ConnectionString,
                Graphite = "off",
                Arguments = ["--HtmIt:Models:IdleMinutes", "2", "--HtmIt:Models:RowsWorthSaving", $"{RowsOfEach}"],
            },
            cancellationToken
        );
        var start = ResidentMemory.Megabytes(server.Id);
        Print("", "resident MB", "above start", "unloaded");
        PrintState("start", start, start, 0);

        await IngestLoad.PrepareAsync(server.GrpcAddress, models, cancellationToken);
        var loaded = ResidentMemory.Megabytes(server.Id);
        PrintState("loaded", loaded, start, 0);

        using var timer = new PeriodicTimer(Step);
        var watch = Stopwatch.StartNew();
        for (long unloaded = 0; unloaded < models; )
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            unloaded = await CountUnloadedAsync(postgres.ConnectionString, cancellationToken);
            PrintState($"idle {watch.Elapsed.TotalSeconds:0} s", ResidentMemory.Megabytes(server.Id), start, unloaded);
            if (watch.Elapsed > LongestUnload)
            {
                throw new InvalidOperationException($"Only {unloaded} of {models} models were unloaded.");
            }
        }

        watch.Restart();
        double? backAfter = null;
        double resident;
        do
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            resident = ResidentMemory.Megabytes(server.Id);
            backAfter ??= resident - start < MostAboveStart ? watch.Elapsed.TotalSeconds : null;
            PrintState($"after {watch.Elapsed.TotalSeconds:0} s", resident, start, models);
        } while (watch.Elapsed + Step < Promised);

        var peak = ResidentMemory.PeakMegabytes(server.Id);
        Console.WriteLine(
            Invariant($"peak {peak:0} MB; below {MostAboveStart} MB above the start after {backAfter?.ToString("0 's'") ?? "never"}")
        );
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new Dictionary<string, object?>
                    {
                        ["models"] = models,
                        ["start_mb"] = Math.Round(start),
                        ["loaded_mb"] = Math.Round(loaded),
                        ["peak_mb"] = Math.Round(peak),
                        ["above_start_5_minutes_after_unload_mb"] = Math.Round(resident - start),
                        ["seconds_until_300_mb_above_start"] = backAfter is { } seconds ? Math.Round(seconds) : null,
                    }
                )
            );
        }
        return resident - start < MostAboveStart ? 0 : 1;
    }

    private static async Task<long> CountUnloadedAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select count(*) from model_checkpoint", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void PrintState(string when, double resident, double start, long unloaded) =>
        Print(when, Invariant($"{resident:0}"), Invariant($"{resident - start:0}"), $"{unloaded}");

    private static void Print(string name, params string[] cells) =>
        Console.WriteLine($"{name, -14}{string.Concat(cells.Select(cell => cell.PadLeft(13)))}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
