using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics delete</c>.</summary>
internal sealed class DeleteMetricCommand() : MetricCommand("delete", "Delete a metric with its model, samples and scores.")
{
    protected override async Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        await context.Client.Metrics[metric].DeleteAsync(cancellationToken);
        context.Output.Write(
            new DeletedView(metric.Name),
            $"deleted {MetricNames.Of(metric)} ({metric.Name}) with {Show.Count(metric.LastRowId)} rows"
        );
        return ExitCodes.Ok;
    }
}
