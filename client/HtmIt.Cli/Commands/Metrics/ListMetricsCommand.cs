using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics list</c>.</summary>
internal sealed class ListMetricsCommand : CliCommand
{
    private readonly Option<string> _server = new("--of")
    {
        Description = "Only metrics of this server (the thing measured).",
        HelpName = "SERVER",
    };

    public ListMetricsCommand()
        : base("list", "List all metrics, monitored or not.") => Takes(_server);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ListMetricsOptions { Resource = context.Get(_server) ?? "" };
        var metrics = await context.Client.Metrics.ListAsync(options, cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new MetricsView(metrics.Select(metric => new MetricView(metric))),
            ["metric", "status", ">rows", "newest sample", "name"],
            metrics.Select(metric =>
                new[]
                {
                    MetricNames.Of(metric),
                    Spell.Of(metric.Status),
                    Show.Count(metric.LastRowId),
                    Show.Time(metric.LastSampleTime),
                    metric.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }
}
