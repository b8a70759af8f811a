using System.Globalization;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace HtmIt.Cli.Plotting;

/// <summary>Draws a metric: its values above, anomaly likelihood and surprise below, all over the same time.</summary>
internal static class MetricPlot
{
    private static readonly Color ValueColor = Color.FromHex("#1f4e79");
    private static readonly Color MarkColor = Color.FromHex("#d62728");
    private static readonly Color LikelihoodColor = Color.FromHex("#7f5a9d");
    private static readonly Color SurpriseColor = Color.FromHex("#c8641e");
    private static readonly Color IncidentColor = MarkColor.WithAlpha(0.2);
    private static readonly Color WindowColor = Color.FromHex("#f2c200").WithAlpha(0.25);

    public static void Save(PlotData data, string path, int width, int height)
    {
        var multiplot = Create(data);
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            using var stream = File.Create(path);
            using var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream);
            multiplot.Render(canvas, new PixelRect(0, width, height, 0));
        }
        else
        {
            multiplot.SavePng(path, width, height);
        }
    }

    private static Multiplot Create(PlotData data)
    {
        var multiplot = new Multiplot();
        var panels = new[] { CreateValues(data), CreateLikelihood(data), CreateSurprise(data) };
        var layout = new ScottPlot.MultiplotLayouts.CustomGrid();
        multiplot.Layout = layout;
        multiplot.Subplots.RemoveAt(0);
        for (var i = 0; i < panels.Length; i++)
        {
            multiplot.Subplots.Add(panels[i]);
            // Half of the height for the values, a quarter for each of the others.
            layout.Set(panels[i], i == 0 ? new GridCell(0, 0, 2, 1) : new GridCell(i + 1, 0, 4, 1));
        }

        return multiplot;
    }

    private static Plot CreateValues(PlotData data)
    {
        var plot = CreatePanel(data);
        AddLine(plot, data.Rows, row => row.Value, ValueColor);
        var red = AddMarks(plot, data.Red, $"anomaly likelihood above 0.99999 ({data.Red.Count})");
        red.MarkerShape = MarkerShape.OpenCircle;
        AddMarks(
            plot,
            data.Marked,
            $"severity ≥ {Show.Surprise(data.MinSeverity)} ({data.Marked.Count}), in {Show.Count(data.Incidents.Count, "incident")}"
        );
        // Room for the legend below the values: a dip is what one looks for.
        var min = data.Rows.Min(row => row.Value);
        var max = data.Rows.Max(row => row.Value);
        var range = max > min ? max - min : 1;
        plot.Axes.SetLimitsY(min - 0.2 * range, max + 0.05 * range);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Alignment.LowerLeft);
        plot.Title($"{data.Title}: {Show.Count(data.Rows.Count)} rows, times in UTC");
        plot.YLabel("value");
        return plot;
    }

    private static Plot CreateLikelihood(PlotData data)
    {
        var plot = CreatePanel(data);
        AddLine(plot, Scored(data), row => PlotData.LikelihoodDecades(row.Score!), LikelihoodColor);
        AddBound(plot, 4, Color.FromHex("#e0b000"));
        AddBound(plot, 5, MarkColor);
        var ticks = new NumericManual();
        string[] labels = ["0", "0.9", "0.99", "0.999", "0.9999", "0.99999", "1-1e-6", "1-1e-7", "1-1e-8", "1-1e-9", "1-1e-10"];
        for (var i = 0; i < labels.Length; i++)
        {
            ticks.AddMajor(i, labels[i]);
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.YLabel("anomaly likelihood");
        var top = Scored(data).Select(row => PlotData.LikelihoodDecades(row.Score!)).DefaultIfEmpty().Max();
        plot.Axes.SetLimitsY(0, Math.Max(5.5, top * 1.05));
        return plot;
    }

    private static Plot CreateSurprise(PlotData data)
    {
        var plot = CreatePanel(data);
        AddLine(plot, Scored(data), row => row.Score!.Surprise, SurpriseColor);
        plot.YLabel("surprise (decades)");
        var top = Scored(data).Select(row => row.Score!.Surprise).DefaultIfEmpty().Max();
        plot.Axes.SetLimitsY(0, Math.Max(1, top * 1.05));
        return plot;
    }

    /// <summary>A panel with its time axis and windows. The axis comes first: making it forgets the limits of the others.</summary>
    private static Plot CreatePanel(PlotData data)
    {
        var plot = new Plot();
        plot.Axes.DateTimeTicksBottom().TickGenerator = new DateTimeAutomatic { LabelFormatter = TimeLabel };
        var first = data.Rows[0].Time.UtcDateTime.ToOADate();
        var last = data.Rows[^1].Time.UtcDateTime.ToOADate();
        var margin = Math.Max((last - first) * 0.01, 1.0 / 86_400);
        plot.Axes.SetLimitsX(first - margin, last + margin);
        // The same width for all labels, so that the panels' times stand below each other.
        plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = 90;
        plot.Axes.Right.MinimumSize = plot.Axes.Right.MaximumSize = 20;
        Shade(plot, data);
        return plot;
    }

    /// <summary>The same on every machine, and the day alone where a tick stands at midnight.</summary>
    private static string TimeLabel(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static List<MetricDataRow> Scored(PlotData data) => [.. data.Rows.Where(row => row.Score is not null)];

    private static void Shade(Plot plot, PlotData data)
    {
        foreach (var window in data.Windows)
        {
            Shade(plot, window, WindowColor).LineStyle.Width = 0;
        }

        foreach (var incident in data.Incidents)
        {
            // With its edges: that of one row has no width.
            Shade(plot, incident, IncidentColor).LineStyle.Color = IncidentColor;
        }
    }

    private static HorizontalSpan Shade(Plot plot, TimeWindow window, Color color) =>
        plot.Add.HorizontalSpan(window.Start.UtcDateTime.ToOADate(), window.End.UtcDateTime.ToOADate(), color);

    private static void AddLine(Plot plot, IReadOnlyList<MetricDataRow> rows, Func<MetricDataRow, double> y, Color color)
    {
        var line = plot.Add.ScatterLine(Times(rows), rows.Select(y).ToArray(), color);
        line.LineWidth = 1;
    }

    private static Scatter AddMarks(Plot plot, IReadOnlyList<MetricDataRow> rows, string legend)
    {
        var marks = plot.Add.ScatterPoints(Times(rows), rows.Select(row => row.Value).ToArray(), MarkColor);
        marks.MarkerSize = 9;
        marks.LegendText = rows.Count > 0 ? legend : "";
        return marks;
    }

    private static void AddBound(Plot plot, double y, Color color) => plot.Add.HorizontalLine(y, 1, color, LinePattern.Dashed);

    private static double[] Times(IReadOnlyList<MetricDataRow> rows) => [.. rows.Select(row => row.Time.UtcDateTime.ToOADate())];
}
