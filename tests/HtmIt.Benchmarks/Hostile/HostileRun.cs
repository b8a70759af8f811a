using System.CommandLine;
using System.Text.Json;
using HtmIt.Benchmarks.Memory;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtmIt.Benchmarks.Hostile;

/// <summary>A server process of its own under a hostile load, and what it took at most; exit code 1 when that is too much.</summary>
internal static class HostileRun
{
    /// <summary>The most that hostile clients may make the server take, in MiB.</summary>
    internal const double LimitMegabytes = 512;

    public static Command Create(
        string name,
        string description,
        int count,
        Func<ServerProcess, int, Dictionary<string, object>, CancellationToken, Task> load
    )
    {
        var number = new Option<int>("--count") { DefaultValueFactory = _ => count, Description = "How many at once." };
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command(name, description) { number, json };
        command.SetAction((arguments, cancel) => RunAsync(arguments.GetValue(number), arguments.GetValue(json), load, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        int count,
        bool json,
        Func<ServerProcess, int, Dictionary<string, object>, CancellationToken, Task> load,
        CancellationToken cancellationToken
    )
    {
        using var directory = new TemporaryDirectory("bench");
        var options = new EmbeddedPostgresOptions { DataDirectory = directory.Path };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
        var serverOptions = new ServerProcessOptions { ConnectionString = postgres.ConnectionString };
        await using var server = await ServerProcess.StartAsync(serverOptions, cancellationToken);
        var results = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["count"] = count,
            ["start_mib"] = Math.Round(ResidentMemory.PeakMegabytes(server.Id)),
        };
        await load(server, count, results, cancellationToken);
        var peak = ResidentMemory.PeakMegabytes(server.Id);
        results["peak_mib"] = Math.Round(peak);
        foreach (var (key, value) in results)
        {
            Console.WriteLine($"{key, -24}{value, 12}");
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(results));
        }
        return peak < LimitMegabytes ? 0 : 1;
    }
}
