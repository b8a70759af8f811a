using System.Diagnostics;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

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

    private static Details Draw(StatusView status, ServerInfo info, TimeSpan roundTrip)
    {
        var models = status.ModelsByStatus.Select(pair => $"{Show.Count(pair.Value)} {pair.Key}").ToList();
        return Details.Of(
            ("server", $"{status.Server} answers in {roundTrip.TotalMilliseconds:0.0} ms"),
            ("version", $"{status.Version}, up since {Show.Time(status.StartTime)} {Clocks.Name}"),
            ("contract", $"revision {status.ContractRevision}"),
            ("capabilities", string.Join(", ", status.Capabilities)),
            ("datasources", string.Join(", ", status.Datasources)),
            ("metrics", Show.Count(status.Metrics)),
            ("resources", Show.Count(status.Resources)),
            ("models", models.Count == 0 ? "0" : string.Join(", ", models)),
            ("rows waiting", Show.Count(status.UnprocessedRowCount)),
            ("rows are kept", info.Retention is { } kept ? $"{kept.TotalDays:0} days and more" : "for ever"),
            ("machine's clock", info.AwsClockAhead != TimeSpan.Zero ? $"{Show.ClockAhead(info.AwsClockAhead)}: set it right" : "")
        );
    }
}
