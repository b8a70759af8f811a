using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics statistics</c>.</summary>
internal sealed class MetricStatisticsCommand()
    : MetricCommand("statistics", "Show smallest and largest value, first and last time, and the counts of a metric.")
{
    protected override async Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        var statistics = await context.Client.Metrics[metric].GetStatisticsAsync(cancellationToken);
        context.Output.Write(
            new MetricStatisticsView(metric, statistics),
            Details.Of(
                ("metric", MetricNames.Of(metric)),
                ("smallest value", statistics.MinValue is { } minimum ? Show.Value(minimum) : ""),
                ("largest value", statistics.MaxValue is { } maximum ? Show.Value(maximum) : ""),
                ("first sample", Show.Time(statistics.FirstSampleTime)),
                ("last sample", Show.Time(statistics.LastSampleTime)),
                ("rows", Show.Count(statistics.RowCount)),
                ("of them scored", Show.Count(statistics.ScoredRowCount))
            )
        );
        return ExitCodes.Ok;
    }
}
