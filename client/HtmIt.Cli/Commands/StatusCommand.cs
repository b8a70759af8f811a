using System.CommandLine;
using System.Diagnostics;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Rendering;
using HtmIt.Client.Metrics;
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
        var models = await context.Client.Models.ListAsync(null, cancellationToken).ToListAsync(cancellationToken);
        var counts = models.CountBy(model => model.Metric.Status).OrderBy(pair => pair.Key).ToList();
        var metricCount = await context.Client.Metrics.ListAsync(null, cancellationToken).CountAsync(cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(
                new
                {
                    Server = context.Address,
                    RoundTripMs = Math.Round(roundTrip.TotalMilliseconds, 2),
                    Datasources = datasources.Select(JsonOutput.NameOf),
                    Metrics = metricCount,
                    Models = models.Count,
                    ModelsByStatus = counts.ToDictionary(pair => Name(pair.Key), pair => pair.Value),
                    waiting.UnprocessedRowCount,
                    ProcessingSecondsRemaining = (long)waiting.ProcessingTimeRemaining.TotalSeconds,
                }
            );
            return ExitCodes.Ok;
        }

        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("server", Markup.Escape($"{context.Address} answers in {roundTrip.TotalMilliseconds:0.0} ms"));
        grid.AddRow("datasources", string.Join(", ", datasources.Select(JsonOutput.NameOf)));
        grid.AddRow("metrics", Show.Count(metricCount));
        grid.AddRow(
            "models",
            counts.Count == 0 ? "0" : string.Join(", ", counts.Select(pair => $"{Show.Count(pair.Value)} {Name(pair.Key)}"))
        );
        grid.AddRow("rows waiting", Show.Count(waiting.UnprocessedRowCount));
        context.Terminal.Ansi.Write(grid);
        return ExitCodes.Ok;
    }

    private static string Name(MetricStatus status) => JsonOutput.NameOf(status);
}
