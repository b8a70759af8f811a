using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Models;

/// <summary><c>htmit models delete</c>.</summary>
internal sealed class DeleteModelCommand()
    : ModelCommand(
        "delete",
        "Unmonitor a metric: its model and scores are gone. Samples of a custom metric stay, a CloudWatch metric goes."
    )
{
    protected override async Task<int> RunAsync(CommandContext context, Model model, CancellationToken cancellationToken)
    {
        await context.Client.Models[model.Name].DeleteAsync(cancellationToken);
        var rest = model.Metric.Datasource == Datasource.Custom ? "no longer monitored; its samples are kept" : "deleted with its samples";
        context.Output.Write(new DeletedView(model.Name), $"{MetricNames.Of(model.Metric)} is {rest}");
        return ExitCodes.Ok;
    }
}
