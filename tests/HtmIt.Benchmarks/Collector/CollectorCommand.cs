using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Names;
using HtmIt.PrivatePostgres;
using HtmIt.Storage.Schema;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Collector;

/// <summary><c>collector</c>: one round of collecting many CloudWatch metrics from a fake AWS over HTTP, beside one call for each metric.</summary>
internal static class CollectorCommand
{
    private const string Region = "us-east-1";
    private const int Period = CatalogueMetric.PeriodSeconds;
    private const int CallsAtOnce = 10;

    /// <summary>Taken at first sight, so that one round holds both the question and the row.</summary>
    private const int DelaySeconds = 360;

    public static Command Create()
    {
        var metrics = new Option<int>("--metrics") { DefaultValueFactory = _ => 5_000, Description = "Monitored metrics." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("collector", "Time, CPU, calls and cost of one round of collecting.") { metrics, json };
        command.SetAction(
            (arguments, cancellationToken) => RunAsync(arguments.GetValue(metrics), arguments.GetValue(json), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(int metrics, bool json, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        await using var moto = await MotoServer.EmptyAsync(cancellationToken);
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        await Migrator.MigrateAsync(postgres.ConnectionString, cancellationToken);
        var settings = new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:Aws:EndpointUrl"] = moto.Url.ToString(),
            ["HtmIt:Aws:TimeoutSeconds"] = "300",
            ["HtmIt:CloudWatch:DelaySeconds"] = Invariant($"{DelaySeconds}"),
        };
        await using var server = await InProcessServer.StartAsync(postgres.ConnectionString, settings);
        var period = DateTimeOffset.FromUnixTimeSeconds(
            (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - DelaySeconds - Period) / Period * Period
        );
        await PrepareAsync(server, moto, metrics, period, cancellationToken);

        var batched = await MeasureAsync(() => RoundAsync(server, cancellationToken));
        var single = await MeasureAsync(() => OneCallEachAsync(server, metrics, period, cancellationToken));
        Print("", "metrics", "samples", "calls", "seconds", "CPU seconds", "$ a month");
        Print("GetMetricData", metrics, batched, CollectionCost.MonthlyDollars(metrics, Period));
        // Billed by the request; a request holds one metric. Amazon CloudWatch pricing, API requests.
        Print("GetMetricStatistics", metrics, single, CollectionCost.MonthlyDollars(metrics, Period));
        Console.WriteLine(Invariant($"time ratio {batched.Seconds / single.Seconds:0.000}, CPU ratio {batched.Cpu / single.Cpu:0.000}"));
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        metrics,
                        calls = batched.Calls,
                        samples = batched.Samples,
                        seconds = Math.Round(batched.Seconds, 3),
                        cpu_seconds = Math.Round(batched.Cpu, 3),
                        monthly_dollars = CollectionCost.MonthlyDollars(metrics, Period),
                        single_calls = single.Calls,
                        single_seconds = Math.Round(single.Seconds, 3),
                        single_cpu_seconds = Math.Round(single.Cpu, 3),
                        time_ratio = Math.Round(batched.Seconds / single.Seconds, 4),
                        cpu_ratio = Math.Round(batched.Cpu / single.Cpu, 4),
                    }
                )
            );
        }
        return batched.Samples == metrics && single.Samples == metrics ? 0 : 1;
    }

    /// <summary>Monitors the metrics, gives each one datapoint, and makes its period the next to collect.</summary>
    private static async Task PrepareAsync(
        InProcessServer server,
        MotoServer moto,
        int metrics,
        DateTimeOffset period,
        CancellationToken cancellationToken
    )
    {
        var models = new ModelService.ModelServiceClient(server.Channel);
        var runtime = server.Services.GetRequiredService<IModelRuntime>();
        var region = moto.Region(Region);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, metrics),
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (i, cancel) =>
            {
                var spec = new V1.CloudWatchMetricSpec
                {
                    Region = Region,
                    Namespace = "AWS/RDS",
                    MetricName = "CPUUtilization",
                    Dimensions = { ["DBInstanceIdentifier"] = Name(i) },
                };
                var reply = await models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } }, cancellationToken: cancel);
                var id = new MetricId(Guid.Parse(reply.Model.Name["models/".Length..]));
                // One sample before, so that the model is in memory, as it is between two rounds.
                await runtime.CollectAsync(id, [new(period.ToUnixTimeSeconds() - Period, i % 100)], period, cancel);
                await region.PutMetricDataAsync("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", Name(i), [(period, i % 100)]);
            }
        );
    }

    private static async Task<(long Calls, long Samples)> RoundAsync(InProcessServer server, CancellationToken cancellationToken)
    {
        var shard = new CollectorShard(new("", Region), server.Services.GetRequiredService<CollectorPorts>());
        var report = await shard.RunRoundAsync(cancellationToken);
        return (report.Calls, report.SamplesStored);
    }

    private static async Task<(long Calls, long Samples)> OneCallEachAsync(
        InProcessServer server,
        int metrics,
        DateTimeOffset period,
        CancellationToken cancellationToken
    )
    {
        var cloudWatch = server.Services.GetRequiredService<ICloudWatch>();
        var samples = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, metrics),
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (i, cancel) =>
            {
                var dimensions = new Dictionary<string, string> { ["DBInstanceIdentifier"] = Name(i) };
                var query = new MetricQuery("AWS/RDS", "CPUUtilization", dimensions, "Average", Period);
                var end = period.AddSeconds(Period);
                var answer = await cloudWatch.GetMetricStatisticsAsync(new("", Region), query, period, end, cancel);
                Interlocked.Add(ref samples, answer.Samples.Count);
            }
        );
        return (metrics, samples);
    }

    private static async Task<Measured> MeasureAsync(Func<Task<(long Calls, long Samples)>> work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var (calls, samples) = await work();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new(calls, samples, elapsed, (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    private static string Name(int i) => Invariant($"db-{i:00000}");

    private static void Print(string name, int metrics, Measured one, double dollars) =>
        Print(
            name,
            Invariant($"{metrics}"),
            Invariant($"{one.Samples}"),
            Invariant($"{one.Calls}"),
            Invariant($"{one.Seconds:0.00}"),
            Invariant($"{one.Cpu:0.00}"),
            Invariant($"{dollars:0.00}")
        );

    private static void Print(string name, params string[] cells) =>
        Console.WriteLine($"{name, -20}{string.Concat(cells.Select(cell => cell.PadLeft(13)))}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Measured(long Calls, long Samples, double Seconds, double Cpu);
}
