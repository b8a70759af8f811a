using System.Globalization;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Plots;

/// <summary>Draws a series with its windows above what the model said: averaged raw score, surprise, severity.</summary>
internal static class SeriesPlot
{
    private const int Width = 960;
    private const int PanelHeight = 110;
    private const int Gap = 30;
    private const int Margin = 50;

    public static string Draw(LabelledSeries series, PlotRow[] results)
    {
        (string Title, double[] Values, string Colour)[] panels =
        [
            ($"{series.Name}, {series.Count} rows; shaded: labelled windows", series.Values, "#1f77b4"),
            ("raw score, mean of ten rows", Averages(results), "#7f7f7f"),
            ("surprise of each row, decades", [.. results.Select(result => result.Surprise)], "#2ca02c"),
            ("severity of incidents where they open; people are told from 3 on", [.. results.Select(result => result.Opened)], "#d62728"),
        ];
        var picture = new SvgDocument(Width, panels.Length * (PanelHeight + Gap) + 10);
        for (var panel = 0; panel < panels.Length; panel++)
        {
            DrawPanel(picture, series, panels[panel], (panel * (PanelHeight + Gap)) + Gap - 6);
        }

        return picture.ToString();
    }

    private static double[] Averages(PlotRow[] results) =>
        [.. results.Select((_, row) => results[Math.Max(0, row - 9)..(row + 1)].Average(result => result.RawAnomalyScore))];

    private static void DrawPanel(
        SvgDocument picture,
        LabelledSeries series,
        (string Title, double[] Values, string Colour) panel,
        double top
    )
    {
        var low = Math.Min(panel.Values.Min(), panel.Values.Max() - 1e-9);
        var high = panel.Values.Max();
        foreach (var window in series.Windows)
        {
            picture.Rectangle(X(window.First, series), top, X(window.Last, series) - X(window.First, series), PanelHeight, "#fde6b8");
        }

        picture.Text(Margin, top - 5, panel.Title);
        picture.Text(4, top + 10, high.ToString("G3", CultureInfo.InvariantCulture));
        picture.Text(4, top + PanelHeight, low.ToString("G3", CultureInfo.InvariantCulture));
        double Y(double value) => top + (PanelHeight * (high - value) / (high - low));
        picture.Polyline(Extremes(panel.Values).Select(point => (X(point.Row, series), Y(point.Value))), panel.Colour);
    }

    private static double X(int row, LabelledSeries series) => Margin + ((Width - Margin - 10.0) * row / Math.Max(1, series.Count - 1));

    /// <summary>Lowest and highest row of each pixel, so that a peak of one row is not lost.</summary>
    private static IEnumerable<(int Row, double Value)> Extremes(double[] values)
    {
        var step = Math.Max(1, values.Length / (Width - Margin));
        for (var from = 0; from < values.Length; from += step)
        {
            var rows = Enumerable.Range(from, Math.Min(step, values.Length - from)).ToArray();
            var lowest = rows.MinBy(row => values[row]);
            var highest = rows.MaxBy(row => values[row]);
            yield return (Math.Min(lowest, highest), values[Math.Min(lowest, highest)]);
            if (lowest != highest)
            {
                yield return (Math.Max(lowest, highest), values[Math.Max(lowest, highest)]);
            }
        }
    }
}
