using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics get</c>.</summary>
internal sealed class GetMetricCommand() : MetricCommand("get", "Show a metric.")
{
    protected override Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        context.Output.Write(new MetricView(metric), MetricDetails.Of(metric));
        return Task.FromResult(ExitCodes.Ok);
    }
}
