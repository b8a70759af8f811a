using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit list</c>: stored rows with their scores.</summary>
internal sealed class ListCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = $"{MetricNames.Help} - for all monitored metrics." };
    private readonly Option<DateTimeOffset?> _from = TimeOption.Create("--from", "Only rows at or after this time.");
    private readonly Option<DateTimeOffset?> _to = TimeOption.Create("--to", "Only rows at or before this time.");
    private readonly Option<double?> _minAnomalyLikelihood = new("--min-anomaly-likelihood")
    {
        Description = "Only rows with at least this anomaly likelihood, 0 to 1.",
    };
    private readonly Option<double?> _minSurprise = new("--min-surprise")
    {
        Description = "Only rows with at least this surprise, in decades.",
    };
    private readonly Option<RowOrder?> _order = new Option<RowOrder?>("--order")
    {
        Description = "asc (oldest first) or desc. Default: asc with --from, otherwise desc.",
    }.Among("asc", "desc");
    private readonly Option<bool> _scoredOnly = new("--scored") { Description = "Leave out rows without a score." };
    private readonly Option<bool> _excludeLearning = LearningOption.Exclude();
    private readonly Option<int> _limit = LimitOption.Create(usual: 50);

    /// <summary>Values of --order.</summary>
    private enum RowOrder
    {
        Asc,
        Desc,
    }

    public ListCommand()
        : base("list", "List stored rows with their scores.") =>
        Takes(_metric, _from, _to, _minAnomalyLikelihood, _minSurprise, _order, _scoredOnly, _excludeLearning, _limit);

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var metric = context.Get(_metric)!;
        var limit = context.Get(_limit);
        var options = ToOptions(context, limit);
        var pages = metric is "-" or "metrics/-"
            ? context.Client.Data.ListPagesAsync(options, cancellationToken)
            : context.Client.Metrics[await names.GetAsync(metric, cancellationToken)].ListDataPagesAsync(options, cancellationToken);
        var rows = RowsAsync(context, pages, options.StartTime);
        if (limit > 0)
        {
            rows = rows.Take(limit);
        }

        if (context.Output.IsJson)
        {
            await foreach (var (of, row) in rows)
            {
                context.Output.WriteJson(new MetricDataRowView(row, of));
            }

            return ExitCodes.Ok;
        }

        await WriteTableAsync(context, rows, names, cancellationToken);
        return ExitCodes.Ok;
    }

    private static async IAsyncEnumerable<(MetricRows Metric, MetricDataRow Row)> RowsAsync(
        CommandContext context,
        IAsyncEnumerable<MetricDataPage> pages,
        DateTimeOffset? from
    )
    {
        var isFirst = true;
        await foreach (var page in pages)
        {
            if (isFirst)
            {
                context.Output.WarnOfRemovedRows(from, page.KeptSince);
                isFirst = false;
            }

            foreach (var metric in page.Metrics)
            {
                foreach (var row in metric.Rows)
                {
                    yield return (metric, row);
                }
            }
        }
    }

    private ListMetricDataOptions ToOptions(CommandContext context, int limit) =>
        new()
        {
            StartTime = context.Get(_from),
            EndTime = context.Get(_to),
            MinAnomalyLikelihood = context.Get(_minAnomalyLikelihood),
            MinSurprise = context.Get(_minSurprise),
            IncludeUnscored = !context.Get(_scoredOnly),
            ExcludeLearning = context.Get(_excludeLearning),
            Order = context.Get(_order) switch
            {
                RowOrder.Asc => DataOrder.Ascending,
                RowOrder.Desc => DataOrder.Descending,
                _ => DataOrder.Unspecified,
            },
            PageSize = limit > 0 ? Math.Min(limit, 10_000) : 10_000,
        };

    private static async Task WriteTableAsync(
        CommandContext context,
        IAsyncEnumerable<(MetricRows Metric, MetricDataRow Row)> rows,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        var table = ListTable.Of(["metric", ">row", "time (UTC)", ">value", ">raw", ">likelihood", ">surprise", ">severity", "colour"]);
        await foreach (var (metric, row) in rows)
        {
            table.AddRow(
                Cell.Of(await names.OfAsync(metric, cancellationToken)),
                Show.Count(row.RowId),
                Show.Time(row.Time),
                Show.Value(row.Value),
                Show.Score(row.Score?.RawAnomalyScore),
                Show.Score(row.Score?.AnomalyLikelihood),
                Show.Surprise(row.Score?.Surprise),
                Show.Severity(row.Score?.Severity),
                $"[{Show.ColorOf(row.Score).ToMarkup()}]{Show.ColorName(row.Score)}[/]"
            );
        }

        context.Terminal.Ansi.Write(table);
    }
}
