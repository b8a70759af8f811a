using System.CommandLine;
using System.Text.Json;
using HtmIt.Core.Listing;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Reading;

/// <summary><c>buckets</c>: a metric's history in 1,000 buckets, beside reading all its rows page by page.</summary>
internal static class BucketsCommand
{
    private const int Buckets = 1_000;
    private const int Repetitions = 7;

    /// <summary>A year of rows every five minutes, and what their buckets may take.</summary>
    private const int RowsOfYear = 105_000;
    private const double MostSecondsOfYear = 0.15;

    /// <summary>What buckets of more rows may take of the time that all rows take.</summary>
    private const double MostOfAllRows = 0.5;

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 10_000_000, Description = "Rows of the longest metric." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("buckets", "What a history in buckets takes, beside all its rows.") { rows, json };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(rows), arguments.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int longest, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var results = new Dictionary<string, object>(StringComparer.Ordinal);
        var good = true;
        Console.WriteLine($"{"rows", 12}{"buckets: median s", 20}{"slowest s", 12}{"all rows s", 12}{"ratio", 8}");
        foreach (var (rows, seconds) in new[] { (RowsOfYear, 300), (500_000, 60), (longest, 5) })
        {
            var step = TimeSpan.FromSeconds(seconds);
            var history = await StoredHistory.MakeAsync(postgres.ConnectionString, $"rows{rows}", 1, rows, step, cancellationToken);
            var (times, all) = await MeasureAsync(history, rows, seconds, cancellationToken);
            var (median, ratio) = (times[times.Length / 2], times[times.Length / 2] / all);
            Console.WriteLine($"{rows, 12:N0}{median, 20:0.000}{times[^1], 12:0.000}{all, 12:0.00}{ratio, 8:0.00}");
            results[$"buckets_{rows}_rows_seconds"] = Math.Round(median, 4);
            results[$"all_{rows}_rows_seconds"] = Math.Round(all, 3);
            good &= rows == RowsOfYear ? median <= MostSecondsOfYear : ratio <= MostOfAllRows;
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return good ? 0 : 1;
    }

    /// <summary>Times of buckets in order, and the time of all rows.</summary>
    private static async Task<(double[] Buckets, double AllRows)> MeasureAsync(
        StoredHistory history,
        int rows,
        int step,
        CancellationToken cancellationToken
    )
    {
        await using var walks = new Walks(history.ConnectionString);
        var metric = (await history.ReadMetricsAsync(cancellationToken))[0];
        var start = new DateTimeOffset(StoredHistory.Start).ToUnixTimeSeconds();
        var division = BucketDivision.ByCount(start, start + (((long)rows + 1) * step), Buckets);
        // The first connection, and what is compiled for the first call, are no part of it; nor is the disk, for either.
        await walks.BucketsAsync(metric, division, rows, cancellationToken);
        var all = await walks.ListAsync(metric, rows, cancellationToken);
        var times = new double[Repetitions];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = await walks.BucketsAsync(metric, division, rows, cancellationToken);
        }
        Array.Sort(times);
        return (times, all.Seconds);
    }
}
