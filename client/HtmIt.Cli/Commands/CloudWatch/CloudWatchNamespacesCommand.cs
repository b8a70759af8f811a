using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering.Views;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch namespaces</c>.</summary>
internal sealed class CloudWatchNamespacesCommand()
    : CliCommand("namespaces", "List the namespaces with the metrics that can be monitored.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var namespaces = await context.Client.CloudWatch.ListNamespacesAsync(cancellationToken);
        context.Output.WriteTable(
            new CloudWatchNamespacesView(namespaces.Select(ns => new CloudWatchNamespaceView(ns))),
            ["namespace", "metric", "dimension", "statistic", "unit", "default"],
            namespaces
                .SelectMany(ns => ns.Metrics)
                .Select(metric =>
                    new[]
                    {
                        metric.Namespace,
                        metric.MetricName,
                        metric.Dimension,
                        metric.Statistic,
                        metric.Unit,
                        metric.IsDefault ? "yes" : "",
                    }
                )
        );
        return ExitCodes.Ok;
    }
}
