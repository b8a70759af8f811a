using System.Globalization;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace HtmIt.Notifications.Mail;

/// <summary>Draws the last day of a metric with the anomaly marked.</summary>
internal static class NotificationChart
{
    // Twice the size it is shown at, for sharp screens.
    private const int Width = 1_216;
    private const int Height = 480;
    private const double Scale = 2;

    private static readonly Color ValueColor = Color.FromHex("#1f4e79");
    private static readonly Color MarkColor = Color.FromHex("#d62728");

    public static byte[] ToPng(IReadOnlyList<DataRow> rows, Notification notification)
    {
        using var plot = new Plot { ScaleFactor = Scale };
        plot.Axes.DateTimeTicksBottom().TickGenerator = new DateTimeAutomatic { LabelFormatter = Label };
        var line = plot.Add.ScatterLine(rows.Select(row => Day(row.Time)).ToArray(), rows.Select(row => row.Value).ToArray(), ValueColor);
        line.LineWidth = 1.2f;
        var at = Day(notification.SampleTime);
        plot.Add.VerticalLine(at, 1, MarkColor.WithAlpha(0.5), LinePattern.Dashed);
        plot.Add.Marker(at, notification.Value, MarkerShape.FilledCircle, 9, MarkColor);
        plot.Font.Set("DejaVu Sans");
        plot.Grid.MajorLineColor = Color.FromHex("#e6eaef");
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        var span = Math.Max(at - Day(rows[0].Time), 1.0 / 1_440);
        plot.Axes.SetLimitsX(Day(rows[0].Time), at + (span * 0.02));
        plot.Axes.Bottom.Label.Text = "time (UTC)";
        plot.Axes.Bottom.Label.FontSize = 11;
        plot.Axes.Bottom.Label.Bold = false;
        return Encode(plot);
    }

    /// <summary>With one filter for all rows of the picture: trying all of them on each, as is usual, takes three times as long and saves a
    /// fifteenth. Level 6 of the compression instead of 2 takes 6.0 ms instead of 2.6 and saves a seventh.</summary>
    private static byte[] Encode(Plot plot)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        plot.Render(surface.Canvas, Width, Height);
        using var pixels = surface.PeekPixels()!;
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, zLibLevel: 2))!;
        return png.ToArray();
    }

    private static string Label(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero ? "MMM d" : "HH:mm", CultureInfo.InvariantCulture);

    private static double Day(long time) => DateTime.UnixEpoch.AddSeconds(time).ToOADate();
}
