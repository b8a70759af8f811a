using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics list</c>.</summary>
internal sealed class ListAutostackMetricsCommand() : AutostackCommand("list", "List the metrics of an autostack.")
{
    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var models = await context.Client.Autostacks[autostack.Name].ListMetricsAsync(cancellationToken);
        context.Output.WriteTable(
            new ModelsView(models.Select(model => new ModelView(model))),
            ["~metric", "status", ">rows", "newest sample", "#name"],
            models.Select(model =>
                new[]
                {
                    model.Metric.MetricName,
                    Spell.Of(model.Metric.Status),
                    Show.Count(model.Metric.LastRowId),
                    Show.Time(model.Metric.LastSampleTime),
                    model.Metric.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
