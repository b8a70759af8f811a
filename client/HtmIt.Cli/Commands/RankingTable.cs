using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Commands;

/// <summary>A ranking for people.</summary>
internal static class RankingTable
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    // What fills a block; more is as rare as never.
    private const double FullSurprise = 6;

    /// <param name="ranking">The ranking.</param>
    /// <param name="learning">How far the metrics' models have learnt that have not learnt enough, by the metrics' names.</param>
    public static FittedTable Of(Ranking ranking, IReadOnlyDictionary<string, string> learning)
    {
        var table = new FittedTable(["~metric", "?~resource", $">{TitleOf(ranking.Score)}", "?>of resource", "<over the window", "note"]);
        foreach (var ranked in ranking.Metrics)
        {
            var note = learning.GetValueOrDefault(ranked.Metric.Name, "");
            Color? color = note.Length > 0 ? Color.Grey : null;
            table.Add(
                new(MetricNames.Of(ranked.Metric), color),
                new(ranked.Metric.DisplayName, color),
                new(Show.Value(ranked.Value), color),
                new(Show.Value(ranked.ResourceValue), color),
                Draw(ranked.Bars),
                new(note, color)
            );
        }

        return table;
    }

    /// <summary>What the numbers are, for who reads them first.</summary>
    public static IReadOnlyList<(string Column, string Says)> LegendOf(Ranking ranking) =>
        [
            (
                TitleOf(ranking.Score),
                ranking.Score == RankingScore.Severity
                    ? "of the largest incident; 3 is about once in 1,000 rows"
                    : "added up over the window"
            ),
            ("of resource", "the largest of its metrics"),
            ("over the window", "a block each for a part of it, as high as its surprise"),
        ];

    private static string TitleOf(RankingScore score) =>
        score switch
        {
            RankingScore.Surprise => "surprise",
            RankingScore.Severity => "severity",
            RankingScore.DisplayValue => "display value",
            _ => "value",
        };

    /// <summary>A block of each bar, as high and coloured as its largest surprise.</summary>
    private static FittedCell Draw(IReadOnlyList<RankingBar> bars) =>
        new(string.Concat(bars.Select(bar => Blocks[HeightOf(bar)]))) { Colors = [.. bars.Select(bar => Show.ColorOf(bar.MaxSurprise))] };

    private static int HeightOf(RankingBar bar) =>
        bar.MaxSurprise is { } surprise ? 1 + (int)Math.Clamp(surprise / FullSurprise * (Blocks.Length - 1), 0, Blocks.Length - 2) : 0;
}
