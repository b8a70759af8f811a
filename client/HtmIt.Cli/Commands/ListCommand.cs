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
    private readonly Option<GivenTime?> _from = TimeOption.Create("--from", "Only rows at or after this time.");
    private readonly Option<GivenTime?> _to = TimeOption.Create("--to", "Only rows at or before this time.");
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

    public override bool IsForItsReader => true;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var metric = context.Get(_metric)!;
        var limit = context.Get(_limit);
        var options = ToOptions(context, limit);
        var ofAll = metric is "-" or "metrics/-";
        var pages = ofAll
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

        await WriteTableAsync(context, rows, names, ofAll ? null : metric, cancellationToken);
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
        string? only,
        CancellationToken cancellationToken
    )
    {
        var table = new FittedTable([
            // Who named the metric knows it.
            only is null
                ? "~metric"
                : "?~metric",
            "?>row",
            Clocks.Title("time"),
            $">{Show.Title("value", only is null ? "" : names.UnitOf(only))}",
            ">severity",
            ">surprise",
            "?>likelihood",
            "?>raw",
            "note",
        ]);
        var learning = new LearningText(context.Client);
        await foreach (var (metric, row) in rows)
        {
            var color = Show.ColorOf(row);
            Color? others = row.IsLearning ? color : null;
            table.Add(
                new(await names.OfAsync(metric, cancellationToken), others),
                new(Show.Count(row.RowId), others),
                new(Show.Time(row.Time), others),
                new(Show.Value(row.Value), others),
                new(Show.Severity(row.Score?.Severity), color),
                new(Show.Surprise(row.Score?.Surprise), color),
                new(Show.Score(row.Score?.AnomalyLikelihood), others),
                new(Show.Score(row.Score?.RawAnomalyScore), others),
                new(row.Score is null ? "no score" : await learning.OfAsync(row, cancellationToken), others)
            );
        }

        if (context.Output.WriteTable(table))
        {
            context.Output.Explain(table, Show.ScoresLegend);
        }
    }
}
