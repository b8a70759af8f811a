using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Net.Client;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Selecting;

/// <summary><c>selectors</c>: how long the first page of a selected list takes, and what matching costs in memory; exit code 1 when either
/// takes too long.</summary>
internal static class SelectorsCommand
{
    private const double MostMilliseconds = 50;
    private const double MostNanoseconds = 1_000;
    private const int PageSize = 100;

    public static Command Create()
    {
        var metrics = new Option<int>("--metrics") { DefaultValueFactory = _ => 20_000, Description = "Metrics of five labels each." };
        var calls = new Option<int>("--calls") { DefaultValueFactory = _ => 200, Description = "How often each list is asked for." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("selectors", "Lists by selector from a server, and matching in memory.") { metrics, calls, json };
        command.SetAction(
            (arguments, cancel) => RunAsync(arguments.GetValue(metrics), arguments.GetValue(calls), arguments.GetValue(json), cancel)
        );
        return command;
    }

    private static async Task<int> RunAsync(int metrics, int calls, bool json, CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var serverOptions = new ServerProcessOptions { ConnectionString = postgres.ConnectionString, Graphite = "off" };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);
        await StoredMetrics.MakeAsync(postgres.ConnectionString, metrics, cancellationToken);
        using var channel = GrpcChannel.ForAddress(server.GrpcAddress);
        var service = new MetricService.MetricServiceClient(channel);
        await service.ListMetricsAsync(new(), cancellationToken: cancellationToken);

        var results = new Dictionary<string, object>(StringComparer.Ordinal) { ["metrics"] = metrics, ["calls"] = calls };
        var (slowest, dearest) = (0.0, 0.0);
        Console.WriteLine($"{"", -16}{"selected", 10}{"p50 ms", 10}{"p95 ms", 10}{"count ms", 10}{"match ns", 10}");
        foreach (var (name, selector) in SelectorCases.All)
        {
            var request = new ListMetricsRequest { PageSize = PageSize, Selector = ToProto(selector) };
            var times = await TimeAsync(service, request, calls, cancellationToken);
            request.IncludeTotalSize = true;
            var counted = await TimeAsync(service, request, calls / 10, cancellationToken);
            var total = (await service.ListMetricsAsync(request, cancellationToken: cancellationToken)).TotalSize;
            var match = MatchingCost.Nanoseconds(selector);
            var (half, p95, count) = (At(times, 0.5), At(times, 0.95), At(counted, 0.95));
            Console.WriteLine($"{name, -16}{total, 10}{half, 10:0.0}{p95, 10:0.0}{count, 10:0.0}{match, 10:0}");
            results[$"{name}_p95_ms"] = Math.Round(p95, 1);
            results[$"{name}_with_total_p95_ms"] = Math.Round(count, 1);
            results[$"{name}_match_ns"] = Math.Round(match);
            (slowest, dearest) = (Math.Max(slowest, p95), Math.Max(dearest, match));
        }
        results["slowest_p95_ms"] = Math.Round(slowest, 1);
        results["dearest_match_ns"] = Math.Round(dearest);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return slowest < MostMilliseconds && dearest < MostNanoseconds ? 0 : 1;
    }

    /// <summary>Milliseconds of each call, in order of size.</summary>
    private static async Task<double[]> TimeAsync(
        MetricService.MetricServiceClient service,
        ListMetricsRequest request,
        int calls,
        CancellationToken cancellationToken
    )
    {
        var times = new double[Math.Max(calls, 1)];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await service.ListMetricsAsync(request, cancellationToken: cancellationToken);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times;
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    private static V1.MetricSelector ToProto(Core.Metrics.MetricSelector selector) =>
        new()
        {
            NamePatterns = { selector.NamePatterns },
            Labels =
            {
                selector.Labels.Select(one => new V1.LabelMatcher
                {
                    Key = one.Key,
                    Op = (V1.LabelMatcher.Types.Op)one.Op,
                    Values = { one.Values },
                }),
            },
        };
}
