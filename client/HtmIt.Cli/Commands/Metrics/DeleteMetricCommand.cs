using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary><c>htmit metrics delete</c>: of one metric, or of all whose names match a pattern.</summary>
internal sealed class DeleteMetricCommand : MetricCommand
{
    private const int ShownNames = 5;

    private readonly Question _question = new();

    public DeleteMetricCommand()
        : base(
            "delete",
            "Delete a metric with its model, samples and scores.",
            " With * or ? it is a pattern of metrics' own names, and after a question all that match are deleted."
        ) => Takes(_question.Yes);

    public override Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        NameOf(context).IndexOfAny(['*', '?']) >= 0
            ? DeleteAllAsync(context, NameOf(context), cancellationToken)
            : base.RunAsync(context, cancellationToken);

    protected override async Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        await DeleteAsync(context, metric, cancellationToken);
        return ExitCodes.Ok;
    }

    private async Task<int> DeleteAllAsync(CommandContext context, string pattern, CancellationToken cancellationToken)
    {
        var options = new ListMetricsOptions { Selector = new() { NamePatterns = [pattern] } };
        var metrics = await context.Client.Metrics.ListAsync(options, cancellationToken).ToListAsync(cancellationToken);
        if (metrics.Count == 0)
        {
            throw new CliException($"No metric matches '{pattern}'; nothing was deleted.");
        }

        await _question.AskAsync(context, Describe(metrics), cancellationToken);
        var exitCode = ExitCodes.Ok;
        foreach (var metric in metrics)
        {
            try
            {
                await DeleteAsync(context, metric, cancellationToken);
            }
            catch (MetricNotFoundException)
            {
                // Somebody else was faster.
            }
            catch (HtmItException error) when (error is not ServerUnreachableException)
            {
                exitCode = ExitCodes.Failed;
                BatchReport.WriteError(context.Output, MetricNames.Of(metric), error);
            }
        }

        return exitCode;
    }

    private static async Task DeleteAsync(CommandContext context, Metric metric, CancellationToken cancellationToken)
    {
        await context.Client.Metrics[metric].DeleteAsync(cancellationToken);
        context.Output.Write(
            new DeletedView(metric.Name),
            $"deleted {MetricNames.Of(metric)} ({metric.Name}) with {Show.Count(metric.LastRowId)} rows"
        );
    }

    private static string Describe(List<Metric> metrics)
    {
        var names = string.Join(", ", metrics.Take(ShownNames).Select(MetricNames.Of));
        var more = metrics.Count > ShownNames ? $" and {Show.Count(metrics.Count - ShownNames)} more" : "";
        return $"Delete {Show.Count(metrics.Count, "metric")} with models, samples and scores ({names}{more}; {Show.Count(metrics.Sum(metric => metric.LastRowId), "row")})?";
    }
}
