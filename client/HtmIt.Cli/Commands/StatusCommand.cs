using System.CommandLine;
using System.Diagnostics;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit status</c>: whether the server answers, what it watches, what waits.</summary>
internal static class StatusCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var command = new Command("status", "Show whether the server answers, how many models it has, and how much work waits.");
        command.Run(globals, terminal, (context, _, cancellationToken) => RunAsync(context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var waiting = await context.Client.Data.GetProcessingStatisticsAsync(null, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var datasources = await context.Client.Metrics.ListDatasourcesAsync(null, cancellationToken);
        var roundTrip = Stopwatch.GetElapsedTime(started);
        var info = await context.Client.Diagnostics.GetServerInfoAsync(null, cancellationToken);
        var models = info.MetricCounts.Where(pair => pair.Key != MetricStatus.Unmonitored).OrderBy(pair => pair.Key).ToList();
        if (context.IsJson)
        {
            context.WriteJson(
                new
                {
                    Server = context.Address,
                    info.Version,
                    StartTime = info.StartTime.UtcDateTime,
                    RoundTripMs = Math.Round(roundTrip.TotalMilliseconds, 2),
                    Datasources = datasources.Select(JsonOutput.NameOf),
                    Metrics = info.MetricCounts.Values.Sum(),
                    Instances = info.InstanceCount,
                    Models = models.Sum(pair => pair.Value),
                    ModelsByStatus = models.ToDictionary(pair => Name(pair.Key), pair => pair.Value),
                    waiting.UnprocessedRowCount,
                    ProcessingSecondsRemaining = (long)waiting.ProcessingTimeRemaining.TotalSeconds,
                    RetentionDays = info.Retention?.TotalDays,
                }
            );
            return ExitCodes.Ok;
        }

        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("server", Cell.Of($"{context.Address} answers in {roundTrip.TotalMilliseconds:0.0} ms"));
        grid.AddRow("version", Cell.Of($"{info.Version}, up since {Show.Time(info.StartTime)} UTC"));
        grid.AddRow("datasources", string.Join(", ", datasources.Select(JsonOutput.NameOf)));
        grid.AddRow("metrics", Show.Count(info.MetricCounts.Values.Sum()));
        grid.AddRow("instances", Show.Count(info.InstanceCount));
        grid.AddRow(
            "models",
            models.Count == 0 ? "0" : string.Join(", ", models.Select(pair => $"{Show.Count(pair.Value)} {Name(pair.Key)}"))
        );
        grid.AddRow("rows waiting", Show.Count(waiting.UnprocessedRowCount));
        grid.AddRow("rows are kept", info.Retention is { } kept ? $"{kept.TotalDays:0} days and more" : "for ever");
        context.Terminal.Ansi.Write(grid);
        return ExitCodes.Ok;
    }

    private static string Name(MetricStatus status) => JsonOutput.NameOf(status);
}
