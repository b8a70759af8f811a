using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Terminals;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit rank</c>: what is most out of the ordinary.</summary>
internal sealed class RankCommand
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    private readonly Option<int> _hours = new("--hours")
    {
        Description = "Length of the window, which ends with the newest sample of all.",
        DefaultValueFactory = _ => 24,
    };
    private readonly Option<bool> _byName = new("--by-name") { Description = "Order by name instead of by rank." };
    private readonly Option<bool> _displayValue = new("--display-value") { Description = "Add up display values instead of surprises." };
    private readonly Option<string> _server = new("--of") { Description = "Only metrics of this server.", HelpName = "SERVER" };
    private readonly Option<int> _limit = LimitOption.Create(usual: 20);
    private readonly Option<bool> _watch = new("--watch") { Description = "Go on, and show it again whenever it changed; by rank." };
    private readonly Option<TimeSpan?> _seconds = SecondsArgument.Create(
        "--seconds",
        "End a watch after so many seconds. Default: at Ctrl-C."
    );

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var rank = new RankCommand();
        var command = new Command("rank", "Rank metrics by how much of the unusual they had over a period.")
        {
            rank._hours,
            rank._byName,
            rank._displayValue,
            rank._server,
            rank._limit,
            rank._watch,
            rank._seconds,
        };
        command.Run(globals, terminal, rank.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var limit = parsed.GetValue(_limit);
        var options = new RankingOptions(parsed.GetValue(_hours))
        {
            Score = parsed.GetValue(_displayValue) ? RankingScore.DisplayValue : RankingScore.Unspecified,
            ByName = parsed.GetValue(_byName),
            Server = parsed.GetValue(_server) ?? "",
            Size = limit,
        };
        if (!parsed.GetValue(_watch))
        {
            Write(context, await HeadAsync(context.Client.Anomalies.RankPagesAsync(options, cancellationToken), limit));
            return ExitCodes.Ok;
        }

        // Is anybody there? A watch would wait for the server to come back.
        await context.Client.Anomalies.ListPeriodsAsync(null, cancellationToken);
        return await Following.RunAsync(
            context,
            parsed.GetValue(_seconds),
            token => FollowAsync(context, options, token),
            cancellationToken
        );
    }

    private static async Task FollowAsync(CommandContext context, RankingOptions options, CancellationToken cancellationToken)
    {
        await foreach (var ranking in context.Client.Anomalies.WatchAsync(options, cancellationToken))
        {
            Write(context, ranking);
            await context.Terminal.Out.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The head of a ranking, as one page.</summary>
    private static async Task<Ranking> HeadAsync(IAsyncEnumerable<Ranking> pages, int limit)
    {
        Ranking? head = null;
        await foreach (var page in pages)
        {
            IReadOnlyList<RankedMetric> metrics = [.. head?.Metrics ?? [], .. page.Metrics];
            head = page with { Metrics = limit > 0 ? [.. metrics.Take(limit)] : metrics };
            if (limit > 0 && metrics.Count >= limit)
            {
                break;
            }
        }

        return head!;
    }

    private static void Write(CommandContext context, Ranking ranking)
    {
        if (context.IsJson)
        {
            context.WriteJson(
                new
                {
                    WindowStartTime = ranking.WindowStartTime?.UtcDateTime,
                    WindowEndTime = ranking.WindowEndTime?.UtcDateTime,
                    BlockSeconds = ranking.BlockDuration?.TotalSeconds,
                    ranking.Score,
                    Metrics = ranking.Metrics.Select(Of),
                }
            );
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "server", "value", "of server", "over the window");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        foreach (var one in ranking.Metrics)
        {
            table.AddRow(
                new Markup(Cell.Of(MetricNames.Of(one.Metric))),
                new Markup(Cell.Of(one.Metric.DisplayName)),
                new Text(Show.Value(one.Value)),
                new Text(Show.Value(one.ServerValue)),
                Draw(one.Bars)
            );
        }

        context.Terminal.Ansi.Write(table);
    }

    /// <summary>A block of each bar, as high and coloured as its largest anomaly likelihood.</summary>
    private static Paragraph Draw(IReadOnlyList<RankingBar> bars)
    {
        var line = new Paragraph();
        foreach (var bar in bars)
        {
            var height = bar.Height is { } known ? 1 + (int)Math.Clamp(known * (Blocks.Length - 1), 0, Blocks.Length - 2) : 0;
            var color = bar.Color switch
            {
                AnomalyColor.Red => Color.Red,
                AnomalyColor.Yellow => Color.Yellow,
                _ => Color.Green,
            };
            line.Append(Blocks[height].ToString(), new Style(color));
        }

        return line;
    }

    private static object Of(RankedMetric one) =>
        new
        {
            one.Metric.Name,
            one.Metric.MetricName,
            one.Metric.Server,
            one.Value,
            one.ServerValue,
            Bars = one.Bars.Select(bar => new
            {
                StartTime = bar.StartTime.UtcDateTime,
                bar.MaxLikelihood,
                bar.Height,
                bar.Color,
                bar.MaxDisplayValue,
                bar.MaxSurprise,
            }),
        };
}
