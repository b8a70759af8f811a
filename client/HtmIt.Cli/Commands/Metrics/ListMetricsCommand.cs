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
    private readonly SelectorOptions _selector = new();
    private readonly Option<bool> _count = new("--count") { Description = "Only say how many there are." };

    public ListMetricsCommand()
        : base("list", "List all metrics, monitored or not.") =>
        Takes(_selector.Metrics, _selector.Labels, _selector.Names, _selector.Resources, _selector.Statuses, _count);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ListMetricsOptions { Selector = await _selector.ReadAsync(context, cancellationToken) };
        if (context.Get(_count))
        {
            await WriteCountAsync(context, options.Selector, cancellationToken);
            return ExitCodes.Ok;
        }

        var metrics = await context.Client.Metrics.ListAsync(options, cancellationToken).ToListAsync(cancellationToken);
        context.Output.WriteTable(
            new MetricsView(metrics.Select(metric => new MetricView(metric))),
            ["~metric", "status", ">rows", "newest sample", "?.collecting", "#name"],
            metrics.Select(metric =>
                new[]
                {
                    MetricNames.Of(metric),
                    Spell.Of(metric.Status),
                    Show.Count(metric.LastRowId),
                    Show.Time(metric.LastSampleTime),
                    CollectText.Brief(metric.Collecting, metric.LastSampleTime),
                    metric.Name,
                }
            )
        );
        return ExitCodes.Ok;
    }

    private static async Task WriteCountAsync(CommandContext context, MetricSelector selector, CancellationToken cancellationToken)
    {
        var count = await context.Client.Metrics.CountAsync(selector, cancellationToken);
        if (context.Output.IsJson)
        {
            context.Output.WriteJson(new MetricCountView(count));
        }
        else
        {
            context.Terminal.Out.WriteLine(Show.Count(count));
        }
    }
}
