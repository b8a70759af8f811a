using System.CommandLine;

namespace HtmIt.Benchmarks.Server;

/// <summary><c>server</c>: samples through the whole service, beside a plain COPY of as many rows into the same PostgreSQL.</summary>
internal static class ServerCommand
{
    public static Command Create()
    {
        var metrics = new Option<int>("--metrics") { DefaultValueFactory = _ => 1_000, Description = "Monitored metrics." };
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 100, Description = "Rows that each model has had before." };
        var samples = new Option<int>("--samples") { DefaultValueFactory = _ => 60_000, Description = "Samples for each way of sending." };
        var warmUp = new Option<int>("--warm-up")
        {
            DefaultValueFactory = _ => 20,
            Description = "Seconds of writing before anything is measured: a server's first code is not its optimized code.",
        };
        var ways = new Option<string[]>("--way")
        {
            DefaultValueFactory = _ => [.. ServerWay.All.Select(way => way.Key)],
            AllowMultipleArgumentsPerToken = true,
            Description = "Only these ways of sending.",
        };
        ways.AcceptOnlyFromAmong([.. ServerWay.All.Select(way => way.Key)]);
        var json = new Option<bool>("--json") { Description = "Print one JSON line after the table." };
        var command = new Command("server", "Samples per second stored and scored, and the time from push to subscriber.")
        {
            metrics,
            rows,
            samples,
            ways,
            warmUp,
            json,
        };
        command.SetAction(
            async (arguments, cancellationToken) =>
            {
                var settings = new ServerSettings(
                    arguments.GetValue(metrics),
                    arguments.GetValue(rows),
                    arguments.GetValue(samples),
                    [.. ServerWay.All.Where(way => arguments.GetValue(ways)!.Contains(way.Key))],
                    TimeSpan.FromSeconds(arguments.GetValue(warmUp))
                );
                await ServerMeasurement.RunAsync(settings, arguments.GetValue(json), cancellationToken);
                return 0;
            }
        );
        return command;
    }
}
