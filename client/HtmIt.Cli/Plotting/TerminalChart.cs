using HtmIt.Cli.Rendering;
using HtmIt.Client;
using Spectre.Console;

namespace HtmIt.Cli.Plotting;

/// <summary>Draws a metric with characters: its values, and below them the surprise as a line of blocks.</summary>
internal static class TerminalChart
{
    private const int Lines = 12;
    private const int LabelWidth = 10;
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    // What fills a block line; more is as rare as never.
    private const double FullSurprise = 6;

    public static void Write(PlotData data, IAnsiConsole console)
    {
        var columns = Math.Clamp(console.Profile.Width - LabelWidth - 2, 20, 160);
        var min = data.Rows.Min(row => row.Value);
        var max = data.Rows.Max(row => row.Value);
        var canvas = Draw(data.Rows, columns, min, max);
        var title = Show.Title(data.Title, data.Unit);
        console.MarkupLine($"[bold]{Cell.Of(Shorten.Middle(title, console.Profile.Width - 1))}[/]");
        for (var line = 0; line < Lines; line++)
        {
            var label =
                line == 0 ? Show.Value(max)
                : line == Lines - 1 ? Show.Value(min)
                : "";
            console.MarkupLine($"{label, LabelWidth} {canvas.Line(line)}");
        }

        console.MarkupLine($"{"surprise", LabelWidth} {SurpriseLine(data, columns)}");
        var from = Show.Time(data.Rows[0].Time);
        var to = Show.Time(data.Rows[^1].Time);
        console.MarkupLine($"{"", LabelWidth} {from}{to.PadLeft(Math.Max(columns - from.Length, to.Length + 1))}");
        if (data.LearningState.Length > 0)
        {
            console.MarkupLine($"[grey]{Cell.Of(data.LearningState)}: scores so far say little[/]");
        }

        console.MarkupLine(
            $"[grey]{Show.Count(data.Rows.Count)} rows, {Show.Count(data.Marked.Count)} with severity ≥ {Show.Surprise(data.MinSeverity)}, of {Show.Count(data.Incidents.Count, "incident")} (red); times in {Clocks.Name}[/]"
        );
    }

    /// <summary>In each column of dots, a stroke from the smallest to the largest value that falls into it.</summary>
    internal static BrailleCanvas Draw(IReadOnlyList<MetricDataRow> rows, int columns, double min, double max)
    {
        var canvas = new BrailleCanvas(columns, Lines);
        var range = max > min ? max - min : 1;
        foreach (var group in rows.GroupBy(row => Column(rows, row.Time, canvas.Width)))
        {
            var top = ToY(group.Max(row => row.Value));
            var bottom = ToY(group.Min(row => row.Value));
            for (var y = top; y <= bottom; y++)
            {
                canvas.Set(group.Key, y);
            }
        }

        return canvas;

        int ToY(double value) => (int)Math.Round((max - value) / range * (canvas.Height - 1));
    }

    private static string SurpriseLine(PlotData data, int columns)
    {
        var highest = new double[columns];
        var marked = new bool[columns];
        foreach (var row in data.Rows)
        {
            var column = Column(data.Rows, row.Time, columns);
            highest[column] = Math.Max(highest[column], row.IsLearning ? 0 : row.Score?.Surprise ?? 0);
        }

        foreach (var row in data.Marked)
        {
            marked[Column(data.Rows, row.Time, columns)] = true;
        }

        foreach (var incident in data.Incidents)
        {
            var last = Column(data.Rows, incident.End, columns);
            for (var column = Column(data.Rows, incident.Start, columns); column <= last; column++)
            {
                marked[column] = true;
            }
        }

        return string.Concat(
            highest.Select(
                (surprise, column) =>
                {
                    var block = Blocks[(int)Math.Ceiling(Math.Min(surprise / FullSurprise, 1) * (Blocks.Length - 1))];
                    return marked[column] ? $"[red]{block}[/]" : $"[grey]{block}[/]";
                }
            )
        );
    }

    /// <summary>The column of a time; of one outside the rows, the first or the last.</summary>
    private static int Column(IReadOnlyList<MetricDataRow> rows, DateTimeOffset time, int width)
    {
        var span = (rows[^1].Time - rows[0].Time).Ticks;
        return span == 0 ? 0 : (int)(Math.Clamp((double)(time - rows[0].Time).Ticks / span, 0, 1) * (width - 1));
    }
}
