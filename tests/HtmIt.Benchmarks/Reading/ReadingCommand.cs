using System.CommandLine;
using System.Text.Json;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Reading;

/// <summary><c>reading</c>: stored rows read page by page, before and after the database has statistics of them.</summary>
internal static class ReadingCommand
{
    /// <summary>What the service promises.</summary>
    private const double LeastRowsPerSecond = 50_000;

    private const int RowsOfEach = 570;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 10_000_000, Description = "Rows of the one long metric." };
        var metrics = new Option<int>("--metrics")
        {
            DefaultValueFactory = _ => 1_000,
            Description = $"Metrics of {RowsOfEach} rows each that are read together, each named in the filter.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("reading", "Rows per second that are read page by page.") { rows, metrics, json };
        command.SetAction(
            (arguments, cancel) => RunAsync(arguments.GetValue(rows), arguments.GetValue(metrics), arguments.GetValue(json), cancel)
        );
        return command;
    }

    private static async Task<int> RunAsync(int rows, int metrics, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var results = new Dictionary<string, object>(StringComparer.Ordinal) { ["rows"] = rows, ["metrics"] = metrics };
        var slowest = double.MaxValue;
        Console.WriteLine($"{"", -34}{"seconds", 10}{"rows/s", 12}{"slowest tenth", 15}");

        var one = await StoredHistory.MakeAsync(postgres.ConnectionString, "long", 1, rows, Step, cancellationToken);
        var many = await StoredHistory.MakeAsync(postgres.ConnectionString, "wide", metrics, RowsOfEach, Step, cancellationToken);
        var id = (await one.ReadMetricsAsync(cancellationToken))[0];
        var ids = await many.ReadMetricsAsync(cancellationToken);
        await using var longWalks = new Walks(one.ConnectionString);
        await using var wideWalks = new Walks(many.ConnectionString);
        foreach (var statistics in new[] { "without", "with" })
        {
            if (statistics == "with")
            {
                await one.AnalyzeAsync(cancellationToken);
                await many.AnalyzeAsync(cancellationToken);
            }
            Tell("history", await longWalks.HistoryAsync([], rows, cancellationToken));
            Tell("changes", await longWalks.ChangesAsync([], rows, cancellationToken));
            Tell("list", await longWalks.ListAsync(id, rows, cancellationToken));
            Tell("history_filtered", await wideWalks.HistoryAsync(ids, (long)metrics * RowsOfEach, cancellationToken));
            Tell("changes_filtered", await wideWalks.ChangesAsync(ids, (long)metrics * RowsOfEach, cancellationToken));

            void Tell(string walk, WalkSpeed speed)
            {
                var name = $"{walk}, {statistics} statistics";
                Console.WriteLine($"{name, -34}{speed.Seconds, 10:0.0}{speed.RowsPerSecond, 12:0}{speed.SlowestPart, 15:0}");
                results[$"{walk}_{statistics}_statistics"] = Math.Round(speed.SlowestPart);
                slowest = Math.Min(slowest, speed.SlowestPart);
            }
        }
        results["slowest_rows_per_second"] = Math.Round(slowest);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return slowest >= LeastRowsPerSecond ? 0 : 1;
    }
}
