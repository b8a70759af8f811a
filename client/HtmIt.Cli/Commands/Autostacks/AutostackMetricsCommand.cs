using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics</c>: what of an autostack is monitored.</summary>
internal static class AutostackMetricsCommand
{
    private const string MetricHelp = "CPUUtilization, DiskReadBytes, DiskWriteBytes, NetworkIn, NetworkOut or InstanceCount.";

    public static Command Create(GlobalOptions globals, Terminal terminal) =>
        new("metrics", "List, add and remove metrics of an autostack.")
        {
            AutostacksCommand.WithName("list", "List the metrics of an autostack.", globals, terminal, ListAsync),
            CreateAdd(globals, terminal),
            CreateRemove(globals, terminal),
        };

    private static Command CreateAdd(GlobalOptions globals, Terminal terminal)
    {
        var name = AutostacksCommand.NameArgument();
        var metrics = new Argument<string[]>("METRIC") { Description = MetricHelp, Arity = ArgumentArity.OneOrMore };
        var options = new ModelOptions();
        var command = new Command("add", "Monitor metrics of an autostack.") { name, metrics, options.Min, options.Max };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var autostack = await AutostackNames.GetAsync(context.Client, parsed.GetValue(name)!, token);
                var wanted = parsed
                    .GetValue(metrics)!
                    .Select(text =>
                        AutostackNames.ToMetric(text) with
                        {
                            Min = parsed.GetValue(options.Min),
                            Max = parsed.GetValue(options.Max),
                        }
                    )
                    .ToArray();
                var results = await context.Client.Autostacks.CreateMetricsAsync(autostack.Name, wanted, null, token);
                return CreatedModel.Write(context, [.. wanted.Zip(results, (one, result) => new CreatedModel(NameOf(one), result))]);
            }
        );
        return command;
    }

    private static Command CreateRemove(GlobalOptions globals, Terminal terminal)
    {
        var name = AutostacksCommand.NameArgument();
        var metric = new Argument<string>("METRIC") { Description = MetricHelp };
        var command = new Command("remove", "Delete a metric of an autostack with its samples and model.") { name, metric };
        command.Run(
            globals,
            terminal,
            async (context, parsed, token) =>
            {
                var autostack = await AutostackNames.GetAsync(context.Client, parsed.GetValue(name)!, token);
                var models = await context.Client.Autostacks.ListMetricsAsync(autostack.Name, null, token);
                var found = AutostackNames.FindMetric(autostack, models, parsed.GetValue(metric)!);
                await context.Client.Autostacks.DeleteMetricAsync(autostack.Name, found.Metric.Name, null, token);
                if (context.IsJson)
                {
                    context.WriteJson(new { Deleted = found.Metric.Name });
                }
                else
                {
                    context.Terminal.Out.WriteLine($"deleted {found.Metric.MetricName} of {autostack.DisplayName}");
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static async Task ListAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var models = await context.Client.Autostacks.ListMetricsAsync(autostack.Name, null, cancellationToken);
        var rows = models.Select(one =>
            new[]
            {
                one.Metric.MetricName,
                JsonOutput.NameOf(one.Metric.Status),
                Show.Count(one.Metric.LastRowId),
                Show.Time(one.Metric.LastSampleTime),
                one.Metric.Name,
            }
        );
        ListTable.Write(
            context,
            new { Models = models.Select(JsonOutput.Of) },
            ["metric", "status", ">rows", "newest sample", "name"],
            rows
        );
    }

    private static string NameOf(AutostackMetric metric) => $"{metric.Namespace}/{metric.MetricName}";
}
