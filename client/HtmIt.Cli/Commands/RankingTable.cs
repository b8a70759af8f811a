using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary>A ranking for people.</summary>
internal static class RankingTable
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    public static Table Of(Ranking ranking)
    {
        var table = ListTable.Of(["metric", "resource", ">value", ">of resource", "over the window"]);
        foreach (var ranked in ranking.Metrics)
        {
            table.AddRow(
                new Markup(Cell.Of(MetricNames.Of(ranked.Metric))),
                new Markup(Cell.Of(ranked.Metric.DisplayName)),
                new Text(Show.Value(ranked.Value)),
                new Text(Show.Value(ranked.ResourceValue)),
                Draw(ranked.Bars)
            );
        }

        return table;
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
}
