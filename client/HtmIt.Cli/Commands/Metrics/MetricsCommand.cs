using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics</c>: the list of time series.</summary>
internal static class MetricsCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new Command("list", "List all metrics, monitored or not.");
        var server = new Option<string>("--of") { Description = "Only metrics of this server (the thing measured).", HelpName = "SERVER" };
        list.Options.Add(server);
        list.Run(globals, terminal, (context, parsed, token) => ListAsync(context, parsed.GetValue(server), token));

        var command = new Command("metrics", "List, show, create and delete metrics.")
        {
            list,
            WithName("get", "Show a metric.", globals, terminal, GetAsync),
            WithName(
                "create",
                "Create a metric without a model. Not needed before sending samples.",
                globals,
                terminal,
                CreateAsync,
                "Its own name, the one its samples carry."
            ),
            WithName("delete", "Delete a metric with its model, samples and scores.", globals, terminal, DeleteAsync),
            WithName("statistics", "Show smallest and largest value and the counts of a metric.", globals, terminal, StatisticsAsync),
        };
        command.Run(globals, terminal, (context, _, token) => ListAsync(context, null, token));
        return command;
    }

    private static Command WithName(
        string verb,
        string description,
        GlobalOptions globals,
        Terminal terminal,
        Func<CommandContext, string, CancellationToken, Task> action,
        string help = MetricNames.Help
    )
    {
        var name = new Argument<string>("METRIC") { Description = help };
        var command = new Command(verb, description) { name };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                await action(context, parsed.GetValue(name)!, token);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, string? server, CancellationToken cancellationToken)
    {
        var metrics = context.Client.Metrics.ListAsync(new ListMetricsOptions { Server = server ?? "" }, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Metrics = await metrics.Select(JsonOutput.Of).ToListAsync(cancellationToken) });
            return ExitCodes.Ok;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "status", "rows", "newest sample", "name");
        table.Columns[2].RightAligned();
        await foreach (var metric in metrics)
        {
            table.AddRow(
                Cell.Of(MetricNames.Of(metric)),
                JsonOutput.NameOf(metric.Status),
                Show.Count(metric.LastRowId),
                Show.Time(metric.LastSampleTime),
                Cell.Of(metric.Name)
            );
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }

    private static async Task GetAsync(CommandContext context, string name, CancellationToken cancellationToken) =>
        Write(context, await new MetricNames(context.Client).GetAsync(name, cancellationToken));

    private static async Task CreateAsync(CommandContext context, string name, CancellationToken cancellationToken) =>
        Write(context, await context.Client.Metrics.CreateAsync(name, null, cancellationToken));

    private static async Task DeleteAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(name, cancellationToken);
        await context.Client.Metrics.DeleteAsync(metric.Name, null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Deleted = metric.Name });
        }
        else
        {
            context.Terminal.Out.WriteLine($"deleted {MetricNames.Of(metric)} ({metric.Name}) with {Show.Count(metric.LastRowId)} rows");
        }
    }

    private static async Task StatisticsAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(name, cancellationToken);
        var statistics = await context.Client.Metrics.GetStatisticsAsync(metric.Name, null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(
                new
                {
                    Metric = metric.Name,
                    metric.MetricName,
                    statistics.Min,
                    statistics.Max,
                    statistics.RowCount,
                    statistics.ScoredRowCount,
                }
            );
            return;
        }

        context.Terminal.Ansi.Write(
            Details.Of(
                ("metric", MetricNames.Of(metric)),
                ("smallest value", Show.Value(statistics.Min)),
                ("largest value", Show.Value(statistics.Max)),
                ("rows", Show.Count(statistics.RowCount)),
                ("of them scored", Show.Count(statistics.ScoredRowCount))
            )
        );
    }

    private static void Write(CommandContext context, Metric metric)
    {
        if (context.IsJson)
        {
            context.WriteJson(JsonOutput.Of(metric));
            return;
        }

        context.Terminal.Ansi.Write(
            Details.Of(
                ("metric", MetricNames.Of(metric)),
                ("name", metric.Name),
                ("status", JsonOutput.NameOf(metric.Status)),
                ("message", metric.Message),
                ("server", metric.Server),
                ("rows", Show.Count(metric.LastRowId)),
                ("newest sample", Show.Time(metric.LastSampleTime)),
                ("created", Show.Time(metric.CreateTime))
            )
        );
    }
}
