using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Watch;
using HtmIt.PrivatePostgres;
using HtmIt.Storage.Schema;
using HtmIt.Testing;
using HtmIt.Testing.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Watching;

/// <summary><c>watch-selectors</c>: what a committed row of a metric that a watch does not select costs that watch, for each kind of
/// condition, among many metrics with five labels; exit code 1 when it is too much.</summary>
internal static class WatchSelectorsCommand
{
    /// <summary>What the service promises.</summary>
    private const double MostNanoseconds = 1_000;

    private const int Rounds = 200;
    private const int RowsPerCommit = 100;
    private const int KeysPerStatement = 1_000;

    private static readonly (string Name, MetricSelector Selector)[] Selectors =
    [
        ("equal", Label("host", LabelOp.Equal, "none")),
        ("not_equal", Label("kind", LabelOp.NotEqual, "all")),
        ("like", Label("host", LabelOp.Like, "*x*")),
        ("not_like", Label("host", LabelOp.NotLike, "*host*")),
        ("present", Label("missing", LabelOp.Present, "")),
        ("absent", Label("kind", LabelOp.Absent, "")),
        ("name", new() { NamePatterns = ["*x*"] }),
        ("status", new() { Statuses = [MetricStatus.Error] }),
    ];

    public static Command Create()
    {
        var metrics = new Option<int>("--metrics")
        {
            DefaultValueFactory = _ => 20_000,
            Description = "Metrics, none of which is selected.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("watch-selectors", "What rows of foreign metrics cost a watch.") { metrics, json };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(metrics), arguments.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int count, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        await Migrator.MigrateAsync(postgres.ConnectionString, cancellationToken);
        await using var server = await InProcessServer.StartAsync(postgres.ConnectionString);
        var store = server.Services.GetRequiredService<IMetricStore>();
        foreach (var keys in Enumerable.Range(0, count).Select(Key).Chunk(KeysPerStatement))
        {
            await store.GetOrAddCustomAsync(keys, cancellationToken);
        }
        var metrics = await store.ListNumbersAsync(new(), cancellationToken);
        var commits = metrics
            .Select(one => new RowSegment(new(one.Key, one.Value), [new DataRow(1, 1_767_225_600, 1, null)]))
            .Chunk(RowsPerCommit)
            .ToArray();

        var results = new Dictionary<string, object>(StringComparer.Ordinal) { ["metrics"] = metrics.Count };
        var most = 0.0;
        Console.WriteLine($"{"", -12}{"first ns", 12}{"then ns", 12}");
        foreach (var (name, selector) in Selectors)
        {
            var selection = await WatchSelection.StartAsync(
                selector,
                store,
                new SeenMetrics(store, TimeProvider.System),
                TimeProvider.System,
                cancellationToken
            );
            // The first row of each metric has it decided on, the others find the decision.
            var first = await MeasureAsync(selection, commits, 1, cancellationToken);
            var then = await MeasureAsync(selection, commits, Rounds, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -12}{first, 12:0}{then, 12:0.0}"));
            results[$"{name}_ns"] = Math.Round(then, 1);
            results[$"{name}_first_ns"] = Math.Round(first);
            most = Math.Max(most, then);
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return most < MostNanoseconds ? 0 : 1;
    }

    /// <summary>Nanoseconds for each row, by the steps that a live watch takes for each commit.</summary>
    private static async Task<double> MeasureAsync(
        WatchSelection selection,
        RowSegment[][] commits,
        int rounds,
        CancellationToken cancellationToken
    )
    {
        var began = Stopwatch.GetTimestamp();
        var (rows, selected) = (0L, 0L);
        for (var i = 0; i < rounds; i++)
        {
            foreach (var commit in commits)
            {
                selected += (await selection.MeetAsync(commit, cancellationToken)).Count;
                selected += selection.Select(commit, default).Count;
                rows += commit.Length;
            }
        }
        if (selected > 0)
        {
            throw new InvalidOperationException($"{selected} rows are none of foreign metrics.");
        }
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / rows;
    }

    private static MetricKey Key(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var labels = new Dictionary<string, string>
        {
            ["host"] = $"host{text}",
            ["kind"] = "all",
            ["rack"] = $"rack{number % 100}",
            ["region"] = $"region{number % 5}",
            ["team"] = $"team{number % 20}",
        };
        return new($"bench.{text}", MetricLabels.Of(labels));
    }

    private static MetricSelector Label(string key, LabelOp op, string value) => new() { Labels = [new(key, op, value)] };
}
