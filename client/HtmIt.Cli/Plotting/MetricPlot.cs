using System.Text;
using HtmIt.Cli.Rendering;
using HtmIt.Client;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace HtmIt.Cli.Plotting;

/// <summary>Draws a metric: its values above, surprise and anomaly likelihood below, all over the same time.</summary>
internal sealed class MetricPlot
{
    private static readonly Color ValueColor = Color.FromHex("#1f4e79");
    private static readonly Color LikelihoodColor = Color.FromHex("#7f5a9d");
    private static readonly Color SurpriseColor = Color.FromHex("#c8641e");

    private readonly PlotData _data;

    // Drawn at a size at which letters are as large as they should be, and scaled to the size that was asked for.
    private readonly float _scale;
    private readonly float _width;
    private readonly float _height;

    private MetricPlot(PlotData data, int width, int height)
    {
        _data = data;
        _scale = (float)Math.Clamp(Math.Min(width / 1600.0, height / 1000.0), 0.75, 4);
        _width = width / _scale;
        _height = height / _scale;
    }

    public static void Save(PlotData data, string path, int width, int height) =>
        new MetricPlot(data, width, height).Save(path, width, height);

    private void Save(string path, int width, int height)
    {
        var multiplot = Create();
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(path, ToSvg(multiplot, width, height));
            return;
        }

        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        Draw(multiplot, surface.Canvas);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Png, 100);
        using var stream = File.Create(path);
        encoded.SaveTo(stream);
    }

    private string ToSvg(Multiplot multiplot, int width, int height)
    {
        // What is drawn first is drawn again when the sizes of the axes are known; a picture of lines would hold it twice, and be twice as dark.
        using var rehearsal = SKSurface.Create(new SKImageInfo(width, height));
        Draw(multiplot, rehearsal.Canvas);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            Draw(multiplot, canvas);
        }

        // Where the font is not there, viewers take one with serifs unless they are told otherwise.
        return Encoding
            .UTF8.GetString(stream.ToArray())
            .Replace(
                $"font-family=\"{PlotPanel.Font}\"",
                $"font-family=\"{PlotPanel.Font}, Arial, Helvetica, sans-serif\"",
                StringComparison.Ordinal
            );
    }

    private void Draw(Multiplot multiplot, SKCanvas canvas)
    {
        using var white = new SKPaint { Color = SKColors.White };
        canvas.Scale(_scale);
        canvas.DrawRect(0, 0, _width, _height, white);
        multiplot.Render(canvas, new PixelRect(0, _width, _height, 0));
    }

    private Multiplot Create()
    {
        var multiplot = new Multiplot();
        var panels = new[] { CreateValues(), CreateSurprise(), CreateLikelihood() };
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

    private Plot CreateValues()
    {
        var panel = new PlotPanel(_data, _data.Unit.Length > 0 ? _data.Unit : "value", isLast: false);
        panel.AddLine(_data.Rows, row => row.Value, ValueColor);
        panel.AddMarks(_data.Red, $"anomaly likelihood above 0.99999 ({_data.Red.Count})", LikelihoodColor, MarkerShape.OpenCircle, 12);
        panel.AddMarks(
            _data.Marked,
            $"severity ≥ {Show.Surprise(_data.MinSeverity)} ({_data.Marked.Count}), in {Show.Count(_data.Incidents.Count, "incident")}",
            PlotPanel.MarkColor,
            MarkerShape.FilledCircle,
            8
        );
        var (bottom, top) = LimitsOf(_data);
        panel.Plot.Axes.SetLimitsY(bottom, top);
        panel.AddNotes((int)(_width / 8), Math.Min(0.2, 16 / Math.Max(1, _height / 2 - 130)));
        if (_data.Red.Count + _data.Marked.Count > 0)
        {
            // Beside the values, never over them. One of nothing would take all the room.
            panel.Plot.Legend.Orientation = Orientation.Horizontal;
            panel.Plot.ShowLegend(Edge.Top);
        }
        var about =
            $"{Show.Count(_data.Rows.Count)} rows, times in {Clocks.Name}{(_data.LearningState.Length > 0 ? $", {_data.LearningState}" : "")}";
        panel.Plot.Title($"{Shorten.Middle(_data.Title, Math.Max(12, (int)(_width / 10) - about.Length))}: {about}");
        return panel.Plot;
    }

    /// <summary>From where to where values are shown: not below zero where nothing is, and with room for the marks.</summary>
    internal static (double Bottom, double Top) LimitsOf(PlotData data)
    {
        var min = data.Rows.Min(row => row.Value);
        var max = data.Rows.Max(row => row.Value);
        var room = 0.05 * (max > min ? max - min : Math.Max(Math.Abs(max), 1));
        return (min >= 0 ? Math.Max(0, min - room) : min - room, max <= 0 && min < 0 ? Math.Min(0, max + room) : max + room);
    }

    private Plot CreateSurprise()
    {
        var panel = new PlotPanel(_data, "surprise", isLast: false);
        panel.AddLine(Scored(), row => row.Score!.Surprise, SurpriseColor);
        panel.Plot.Axes.SetLimitsY(0, Math.Max(1, TopOf(score => score.Surprise) * 1.05));
        return panel.Plot;
    }

    private Plot CreateLikelihood()
    {
        var panel = new PlotPanel(_data, "likelihood", isLast: true);
        panel.AddLine(Scored(), row => PlotData.LikelihoodDecades(row.Score!), LikelihoodColor);
        panel.AddBound(4, Color.FromHex("#e0b000"));
        panel.AddBound(5, PlotPanel.MarkColor);
        var top = Math.Max(5.5, TopOf(PlotData.LikelihoodDecades) * 1.05);
        panel.Plot.Axes.SetLimitsY(0, top);
        panel.Plot.Axes.Left.TickGenerator = LikelihoodTicks(top);
        return panel.Plot;
    }

    /// <summary>As many as there is height for.</summary>
    private NumericManual LikelihoodTicks(double top)
    {
        var ticks = new NumericManual();
        string[] labels = ["0", "0.9", "0.99", "0.999", "0.9999", "0.99999", "1-1e-6", "1-1e-7", "1-1e-8", "1-1e-9", "1-1e-10"];
        var height = _height / 4.0 - 40;
        var step = Math.Max(1, (int)Math.Ceiling(16 / Math.Max(1, height / top)));
        for (var i = 0; i < labels.Length; i += step)
        {
            ticks.AddMajor(i, labels[i]);
        }

        return ticks;
    }

    private List<MetricDataRow> Scored() => [.. _data.Rows.Where(row => row.Score is not null)];

    /// <summary>The largest of those whose model had learnt: the others are shown as far as they fit.</summary>
    private double TopOf(Func<RowScore, double> score)
    {
        var learnt = Scored().FindAll(row => !row.IsLearning);
        return (learnt.Count > 0 ? learnt : Scored()).Select(row => score(row.Score!)).DefaultIfEmpty().Max();
    }
}
