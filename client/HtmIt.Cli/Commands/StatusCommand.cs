using System.Diagnostics;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit status</c>: whether the server answers, what it watches, what waits.</summary>
internal sealed class StatusCommand()
    : CliCommand("status", "Show whether the server answers, how many models it has, and how much work waits.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var waiting = await context.Client.Data.GetProcessingStatisticsAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var datasources = await context.Client.Metrics.ListDatasourcesAsync(cancellationToken);
        var roundTrip = Stopwatch.GetElapsedTime(started);
        var info = await context.Client.Diagnostics.GetServerInfoAsync(cancellationToken);
        var view = new StatusView(context.Address, info, waiting, datasources, roundTrip);
        context.Output.Write(view, Draw(view, info, roundTrip));
        return ExitCodes.Ok;
    }

    private static Grid Draw(StatusView status, ServerInfo info, TimeSpan roundTrip)
    {
        var models = status.ModelsByStatus.Select(pair => $"{Show.Count(pair.Value)} {pair.Key}").ToList();
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("server", Cell.Of($"{status.Server} answers in {roundTrip.TotalMilliseconds:0.0} ms"));
        grid.AddRow("version", Cell.Of($"{status.Version}, up since {Show.Time(status.StartTime)} {Clocks.Name}"));
        grid.AddRow("contract", Cell.Of($"revision {status.ContractRevision}"));
        grid.AddRow("capabilities", Cell.Of(string.Join(", ", status.Capabilities)));
        grid.AddRow("datasources", string.Join(", ", status.Datasources));
        grid.AddRow("metrics", Show.Count(status.Metrics));
        grid.AddRow("resources", Show.Count(status.Resources));
        grid.AddRow("models", models.Count == 0 ? "0" : string.Join(", ", models));
        grid.AddRow("rows waiting", Show.Count(status.UnprocessedRowCount));
        grid.AddRow("rows are kept", info.Retention is { } kept ? $"{kept.TotalDays:0} days and more" : "for ever");
        if (info.AwsClockAhead != TimeSpan.Zero)
        {
            grid.AddRow("machine's clock", Cell.Of($"{Show.ClockAhead(info.AwsClockAhead)}: set it right"));
        }

        return grid;
    }
}
