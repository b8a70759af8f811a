using System.Globalization;
using System.Xml.Linq;
using HtmIt.Cli.Plotting;
using HtmIt.Client;
using NUnit.Framework;
using SkiaSharp;

namespace HtmIt.Cli.Tests.Plotting;

/// <summary>What stands in a picture and where.</summary>
public sealed class MetricPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(new[] { 0.0, 10 }, 0, 10.5)]
    [TestCase(new[] { 0.2, 10 }, 0, 10.49)]
    [TestCase(new[] { 100.0, 110 }, 99.5, 110.5)]
    [TestCase(new[] { -5.0, 5 }, -5.5, 5.5)]
    [TestCase(new[] { -10.0, 0 }, -10.5, 0)]
    [TestCase(new[] { 0.0, 0 }, 0, 0.05)]
    public void LimitsOf_Values_DoNotGoBeyondZero(double[] values, double bottom, double top)
    {
        var limits = MetricPlot.LimitsOf(new PlotData("m", [.. values.Select((value, i) => Row(i, value))], minSeverity: 3));

        Assert.That(limits.Bottom, Is.EqualTo(bottom).Within(1e-9));
        Assert.That(limits.Top, Is.EqualTo(top).Within(1e-9));
    }

    [Test]
    public void Save_Svg_HasUnitAndAnnotationsInLettersWithoutSerifs()
    {
        var texts = Draw(1600, 1000);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts.Select(text => text.Value.Trim()), Is.SupersetOf(["bytes", "deployed 4.2", "likelihood"]));
            Assert.That(texts.Count(text => text.Value.Trim() == "bytes"), Is.EqualTo(1), "what is drawn twice is twice as dark");
            Assert.That(texts.Select(text => text.Attribute("font-family")?.Value), Is.All.EndsWith("sans-serif"));
        }
    }

    [TestCase(800, 400)]
    [TestCase(1600, 1000)]
    [TestCase(400, 300)]
    public void Save_AnySize_TextIsWhollyInThePicture(int width, int height)
    {
        foreach (var text in Draw(width, height).Where(text => !IsUpright(text)))
        {
            var places = PlacesOf(text);
            Assert.That(places.Min(), Is.GreaterThanOrEqualTo(0), text.Value);
            Assert.That(places.Max(), Is.LessThan(width), text.Value);
        }
    }

    [TestCase(800, 400)]
    [TestCase(1200, 600)]
    [TestCase(2000, 900)]
    [TestCase(1600, 1000)]
    public void Save_Png_HasTheAxesOfEachPanel(int width, int height)
    {
        using var picture = InFile("png", path => Save(path, width, height), SKBitmap.Decode);

        var upright = Enumerable.Range(0, width / 4).Max(x => Enumerable.Range(0, height).Count(y => IsDark(picture.GetPixel(x, y))));
        var level = Enumerable
            .Range(height / 5, height * 4 / 5)
            .Select(y => Enumerable.Range(0, width).Count(x => IsDark(picture.GetPixel(x, y))))
            .Order()
            .TakeLast(6);
        Assert.That(upright, Is.GreaterThan(height / 4), "the left axis of three panels");
        Assert.That(level, Is.All.GreaterThan(width / 2), "top and bottom of three panels");
    }

    [Test]
    public void Save_RowsOfALearningModel_AreNotMarked()
    {
        var learning = Row(0, 1) with { Score = new RowScore(1, 0.999999, 9, 9), IsLearning = true };
        var learnt = Row(1, 1) with { Score = new RowScore(1, 0.999999, 9, 9) };

        var data = new PlotData("m", [learning, learnt], minSeverity: 3);

        Assert.That((data.Marked, data.Red), Is.EqualTo((new[] { learnt }, new[] { learnt })));
        Assert.That(data.Learning, Is.EqualTo(new TimeWindow(learning.Time, learning.Time)));
    }

    /// <summary>Neither letters nor grid are so dark over any length.</summary>
    private static bool IsDark(SKColor color) => color.Red < 190 && color.Green < 190 && color.Blue < 190;

    private static List<XElement> Draw(int width, int height) =>
        InFile("svg", path => Save(path, width, height), path => XDocument.Load(path).Descendants(Svg + "text").ToList());

    private static void Save(string path, int width, int height)
    {
        var data = new PlotData("m", [.. Enumerable.Range(0, 300).Select(i => Row(i, i % 7))], minSeverity: 3)
        {
            Unit = "bytes",
            Annotations = [new PlotAnnotation(Start.AddHours(5), "deployed 4.2")],
        };
        MetricPlot.Save(data, path, width, height);
    }

    private static T InFile<T>(string kind, Action<string> write, Func<string, T> read)
    {
        var path = Path.Combine(Path.GetTempPath(), $"htmit-plot-{Guid.NewGuid():N}.{kind}");
        try
        {
            write(path);
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool IsUpright(XElement text) => TransformOf(text)[0] == 0;

    /// <summary>Where the letters begin, in the picture.</summary>
    private static List<double> PlacesOf(XElement text)
    {
        var transform = TransformOf(text);
        return
        [
            .. text.Attribute("x")!
                .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(x => transform[0] * Number(x) + transform[4]),
        ];
    }

    /// <summary>The matrix by which a text is scaled, turned and moved.</summary>
    private static double[] TransformOf(XElement text)
    {
        var written = text.Attribute("transform")?.Value ?? "scale(1)";
        double[] numbers =
        [
            .. written[(written.IndexOf('(', StringComparison.Ordinal) + 1)..]
                .TrimEnd(')')
                .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(Number),
        ];
        return written[..written.IndexOf('(', StringComparison.Ordinal)] switch
        {
            "matrix" => numbers,
            "translate" => [1, 0, 0, 1, numbers[0], numbers[^1]],
            "scale" => [numbers[0], 0, 0, numbers[^1], 0, 0],
            var other => throw new NotSupportedException(other),
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static MetricDataRow Row(int i, double value) =>
        new("metrics/m", i + 1, Start.AddMinutes(5 * i), value, new RowScore(0, 0.5, 0.1));
}
