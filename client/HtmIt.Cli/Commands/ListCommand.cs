using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit list</c>: stored rows with their scores.</summary>
internal sealed class ListCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = $"{MetricNames.Help} - for all monitored metrics." };
    private readonly Option<DateTimeOffset?> _from = TimeArgument.Create("--from", "Only rows at or after this time.");
    private readonly Option<DateTimeOffset?> _to = TimeArgument.Create("--to", "Only rows at or before this time.");
    private readonly Option<double?> _minScore = new("--min-score")
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
    private readonly Option<int> _limit = LimitOption.Create(usual: 50);

    /// <summary>Values of --order.</summary>
    private enum RowOrder
    {
        Asc,
        Desc,
    }

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var list = new ListCommand();
        var command = new Command("list", "List stored rows with their scores.")
        {
            list._metric,
            list._from,
            list._to,
            list._minScore,
            list._minSurprise,
            list._order,
            list._scoredOnly,
            list._limit,
        };
        command.Run(globals, terminal, list.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var metric = parsed.GetValue(_metric)!;
        var limit = parsed.GetValue(_limit);
        var resource = metric is "-" or IMetricDataClient.AllMetrics
            ? IMetricDataClient.AllMetrics
            : (await names.GetAsync(metric, cancellationToken)).Name;
        var options = ToOptions(parsed, limit);
        var rows = RowsAsync(context, context.Client.Data.ListPagesAsync(resource, options, cancellationToken), options.StartTime);
        if (limit > 0)
        {
            rows = rows.Take(limit);
        }

        if (context.IsJson)
        {
            await foreach (var row in rows)
            {
                context.WriteJson(JsonOutput.Of(row, (await names.OfAsync(row.Metric, cancellationToken)).MetricName));
            }

            return ExitCodes.Ok;
        }

        await WriteTableAsync(context, rows, names, cancellationToken);
        return ExitCodes.Ok;
    }

    private static async IAsyncEnumerable<MetricDataRow> RowsAsync(
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
                context.WarnOfRemovedRows(from, page.KeptSince);
                isFirst = false;
            }

            foreach (var row in page.Rows)
            {
                yield return row;
            }
        }
    }

    private ListMetricDataOptions ToOptions(ParseResult parsed, int limit) =>
        new()
        {
            StartTime = parsed.GetValue(_from),
            EndTime = parsed.GetValue(_to),
            MinAnomalyScore = parsed.GetValue(_minScore),
            MinSurprise = parsed.GetValue(_minSurprise),
            IncludeUnscored = !parsed.GetValue(_scoredOnly),
            Order = parsed.GetValue(_order) switch
            {
                RowOrder.Asc => DataOrder.Ascending,
                RowOrder.Desc => DataOrder.Descending,
                _ => DataOrder.Unspecified,
            },
            PageSize = limit > 0 ? Math.Min(limit, 10_000) : 10_000,
        };

    private static async Task WriteTableAsync(
        CommandContext context,
        IAsyncEnumerable<MetricDataRow> rows,
        MetricNames names,
        CancellationToken cancellationToken
    )
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("metric", "row", "time (UTC)", "value", "raw", "score", "surprise", "colour");
        foreach (var column in new[] { 1, 3, 4, 5, 6 })
        {
            table.Columns[column].RightAligned();
        }

        await foreach (var row in rows)
        {
            table.AddRow(
                Cell.Of(MetricNames.Of(await names.OfAsync(row.Metric, cancellationToken))),
                Show.Count(row.RowId),
                Show.Time(row.Time),
                Show.Value(row.Value),
                Show.Score(row.Score?.RawScore),
                Show.Score(row.Score?.Likelihood),
                Show.Surprise(row.Score?.Surprise),
                $"[{Show.ColorOf(row.Score).ToMarkup()}]{Show.ColorName(row.Score)}[/]"
            );
        }

        context.Terminal.Ansi.Write(table);
    }
}
