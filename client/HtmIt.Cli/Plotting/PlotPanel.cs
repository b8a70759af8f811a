using System.Globalization;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace HtmIt.Cli.Plotting;

/// <summary>A panel of a picture: a plot over the time of the rows, with what is shaded in all panels.</summary>
internal sealed class PlotPanel
{
    /// <summary>On machines that have it, and the one that is measured with on those that have not.</summary>
    public const string Font = "DejaVu Sans";

    public static readonly Color MarkColor = Color.FromHex("#d62728");
    private static readonly Color IncidentColor = MarkColor.WithAlpha(0.2);
    private static readonly Color WindowColor = Color.FromHex("#f2c200").WithAlpha(0.25);
    private static readonly Color LearningColor = Color.FromHex("#808080").WithAlpha(0.18);
    private static readonly Color NoteColor = Color.FromHex("#2e7d32");

    private const int LinesOfNotes = 3;

    private readonly PlotData _data;

    /// <param name="data">What the picture shows.</param>
    /// <param name="label">What stands beside the panel.</param>
    /// <param name="isLast">Whether the times stand below it.</param>
    public PlotPanel(PlotData data, string label, bool isLast)
    {
        _data = data;
        Plot = new Plot();
        Plot.Font.Set(Font);
        // The same as the picture's, so that there are no seams between panels.
        Plot.FigureBackground.Color = Colors.White;
        Plot.DataBackground.Color = Colors.White;
        // The axis comes first: making it forgets the limits of the others.
        var times = Plot.Axes.DateTimeTicksBottom();
        times.TickGenerator = new DateTimeAutomatic { LabelFormatter = isLast ? TimeLabel : _ => "" };
        var first = X(data.Rows[0].Time);
        var last = X(data.Rows[^1].Time);
        var margin = Math.Max((last - first) * 0.01, 1.0 / 86_400);
        Plot.Axes.SetLimitsX(first - margin, last + margin);
        // The same width for all labels, so that the panels' times stand below each other; half a date fits to the right.
        Plot.Axes.Left.MinimumSize = Plot.Axes.Left.MaximumSize = 100;
        Plot.Axes.Right.MinimumSize = Plot.Axes.Right.MaximumSize = 50;
        if (!isLast)
        {
            Plot.Axes.Bottom.MinimumSize = Plot.Axes.Bottom.MaximumSize = 12;
        }

        // In a small picture lines are thinner than a pixel: drawn as whole pixels, some of them would be none.
        Plot.Axes.AntiAlias(true);
        Plot.YLabel(label);
        // Shown where there is something to tell marks by, and elsewhere it would lie over the lines.
        Plot.HideLegend();
        Shade();
    }

    public Plot Plot { get; }

    public static double X(DateTimeOffset time) => Clocks.Shown(time).ToOADate();

    public void AddLine(IReadOnlyList<MetricDataRow> rows, Func<MetricDataRow, double> y, Color color)
    {
        var line = Plot.Add.ScatterLine(Times(rows), rows.Select(y).ToArray(), color);
        line.LineWidth = 1;
    }

    public Scatter AddMarks(IReadOnlyList<MetricDataRow> rows, string legend, Color color, MarkerShape shape, float size)
    {
        var marks = Plot.Add.ScatterPoints(Times(rows), rows.Select(row => row.Value).ToArray(), color);
        marks.MarkerShape = shape;
        marks.MarkerSize = size;
        marks.LegendText = rows.Count > 0 ? legend : "";
        return marks;
    }

    public void AddBound(double y, Color color) => Plot.Add.HorizontalLine(y, 1, color, LinePattern.Dashed);

    /// <summary>Writes what people wrote at its time, below each other where they would lie over each other; what has no room is a line
    /// only.</summary>
    /// <param name="characters">How many characters fit beside each other.</param>
    /// <param name="lineHeight">How high a line is, as a share of the panel.</param>
    public void AddNotes(int characters, double lineHeight)
    {
        var free = Enumerable.Repeat(double.MinValue, Math.Min(LinesOfNotes, _data.Annotations.Count)).ToArray();
        var values = Plot.Axes.GetLimits();
        // Above the values, not over them.
        Plot.Axes.SetLimitsY(values.Bottom, values.Bottom + (values.Top - values.Bottom) / (1 - free.Length * lineHeight));
        var limits = Plot.Axes.GetLimits();
        foreach (var note in _data.Annotations)
        {
            var x = X(note.Time);
            var room = (int)((limits.Right - x) / (limits.Right - limits.Left) * characters);
            var line = Array.FindIndex(free, from => from <= x);
            if (line < 0 || room < 6)
            {
                continue;
            }

            var text = Shorten.End(note.Message, Math.Min(room, 30));
            free[line] = x + (limits.Right - limits.Left) * (text.Length + 2) / characters;
            var written = Plot.Add.Text(text, x, limits.Top - (limits.Top - limits.Bottom) * lineHeight * (0.1 + line));
            written.LabelFontColor = NoteColor;
            written.LabelFontName = Font;
            written.LabelFontSize = 11;
            written.LabelAlignment = Alignment.UpperLeft;
        }
    }

    private static double[] Times(IReadOnlyList<MetricDataRow> rows) => [.. rows.Select(row => X(row.Time))];

    /// <summary>The same on every machine, and the day alone where a tick stands at midnight.</summary>
    private static string TimeLabel(DateTime time) =>
        time.ToString(
            time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd"
                : time.Second == 0 ? "MM-dd HH:mm"
                : "HH:mm:ss",
            CultureInfo.InvariantCulture
        );

    private void Shade()
    {
        if (_data.Learning is { } learning)
        {
            var span = Shade(learning, LearningColor);
            span.LineStyle.Width = 0;
            span.LegendText = "the model was learning";
        }

        foreach (var window in _data.Windows)
        {
            Shade(window, WindowColor).LineStyle.Width = 0;
        }

        foreach (var incident in _data.Incidents)
        {
            // With its edges: that of one row has no width.
            Shade(incident, IncidentColor).LineStyle.Color = IncidentColor;
        }

        foreach (var note in _data.Annotations)
        {
            Plot.Add.VerticalLine(X(note.Time), 1, NoteColor, LinePattern.Dotted);
        }
    }

    private HorizontalSpan Shade(TimeWindow window, Color color) => Plot.Add.HorizontalSpan(X(window.Start), X(window.End), color);
}
