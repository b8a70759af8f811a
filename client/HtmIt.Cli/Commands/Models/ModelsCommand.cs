using System.CommandLine;
using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models</c>: what is monitored.</summary>
internal static class ModelsCommand
{
    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new Command("list", "List the models of monitored metrics.");
        list.Run(globals, terminal, (context, _, token) => ListAsync(context, token));

        var command = new Command("models", "List, show, create, restart and delete models.")
        {
            list,
            CreateCreate(globals, terminal),
            WithName("get", "Show a model.", globals, terminal, GetAsync),
            WithName("restart", "Start a model afresh; all stored samples are scored again.", globals, terminal, RestartAsync),
            WithName(
                "delete",
                "Unmonitor a metric: its model and scores are gone. Samples of a custom metric stay, a CloudWatch metric goes.",
                globals,
                terminal,
                DeleteAsync
            ),
        };
        command.Run(globals, terminal, (context, _, token) => ListAsync(context, token));
        return command;
    }

    private static Command CreateCreate(GlobalOptions globals, Terminal terminal)
    {
        var metric = new Argument<string>("METRIC") { Description = "The metric's own name (made when unknown), or its resource name." };
        var options = new ModelOptions();
        var unit = new Option<string>("--unit") { Description = "Unit of the values, for people." };
        var resource = new Option<string>("--resource") { Description = "The thing measured, e.g. a host." };
        var command = new Command("create", "Monitor a metric: create its model, and the metric where it does not exist.")
        {
            metric,
            options.Min,
            options.Max,
            options.MinResolution,
            unit,
            resource,
        };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var spec = options.ToSpec(parsed, MetricNames.ToTarget(parsed.GetValue(metric)!)) with
                {
                    Unit = parsed.GetValue(unit) ?? "",
                    Resource = parsed.GetValue(resource) ?? "",
                };
                var result = await context.Client.Models.CreateAsync(spec, null, token);
                if (!result.Created && !context.IsJson)
                {
                    context.Terminal.Out.WriteLine("The metric is monitored already; nothing was changed.");
                }

                Write(context, result.Model, result.Created);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static Command WithName(
        string verb,
        string description,
        GlobalOptions globals,
        Terminal terminal,
        Func<CommandContext, Model, CancellationToken, Task> action
    )
    {
        var name = new Argument<string>("MODEL")
        {
            Description = "The metric's name as lists show it, or a resource name (models/… or metrics/…).",
        };
        var command = new Command(verb, description) { name };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                await action(context, await new MetricNames(context.Client).GetModelAsync(parsed.GetValue(name)!, token), token);
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var models = context.Client.Models.ListAsync(null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Models = await models.Select(JsonOutput.Of).ToListAsync(cancellationToken) });
            return ExitCodes.Ok;
        }

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("metric", "status", "rows", "waiting", "newest sample", "resolution", "generation", "name");
        foreach (var column in new[] { 2, 3, 5, 6 })
        {
            table.Columns[column].RightAligned();
        }

        await foreach (var model in models)
        {
            table.AddRow(
                Cell.Of(MetricNames.Of(model.Metric)),
                JsonOutput.NameOf(model.Metric.Status),
                Show.Count(model.Metric.LastRowId),
                Show.Count(model.BacklogRowCount),
                Show.Time(model.Metric.LastSampleTime),
                model.EncoderResolution is { } resolution ? Show.Value(resolution) : "-",
                model.Generation.ToString(CultureInfo.InvariantCulture),
                Cell.Of(model.Name)
            );
        }

        context.Terminal.Ansi.Write(table);
        return ExitCodes.Ok;
    }

    private static Task GetAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        Write(context, model, created: null);
        return Task.CompletedTask;
    }

    private static async Task RestartAsync(CommandContext context, Model model, CancellationToken cancellationToken) =>
        Write(context, await context.Client.Models.RestartAsync(model.Name, null, cancellationToken), created: null);

    private static async Task DeleteAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        await context.Client.Models.DeleteAsync(model.Name, null, cancellationToken);
        if (context.IsJson)
        {
            context.WriteJson(new { Deleted = model.Name });
        }
        else
        {
            var rest =
                model.Metric.Datasource == Datasource.Custom ? "no longer monitored; its samples are kept" : "deleted with its samples";
            context.Terminal.Out.WriteLine($"{MetricNames.Of(model.Metric)} is {rest}");
        }
    }

    private static string Range(Model model) =>
        model.Spec is { Min: { } min, Max: { } max } ? $"{Show.Value(min)} to {Show.Value(max)}"
        : model.Metric.Datasource is Datasource.CloudWatch or Datasource.Autostack ? "the metric's default"
        : "from the data";

    private static void Write(CommandContext context, Model model, bool? created)
    {
        if (context.IsJson)
        {
            context.WriteJson(created is { } isNew ? new { Created = isNew, Model = JsonOutput.Of(model) } : JsonOutput.Of(model));
            return;
        }

        context.Terminal.Ansi.Write(
            Details.Of(
                ("model", model.Name),
                ("metric", MetricNames.Of(model.Metric)),
                ("server", model.Metric.Server),
                ("status", JsonOutput.NameOf(model.Metric.Status)),
                ("message", model.Metric.Message),
                ("range", Range(model)),
                ("resolution", model.EncoderResolution is { } resolution ? Show.Value(resolution) : ""),
                ("generation", model.Generation.ToString(CultureInfo.InvariantCulture)),
                ("rows waiting", Show.Count(model.BacklogRowCount)),
                ("created", Show.Time(model.CreateTime))
            )
        );
    }
}
