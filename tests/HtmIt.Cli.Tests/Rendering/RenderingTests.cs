using HtmIt.Cli.Plotting;
using HtmIt.Cli.Rendering;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Rendering;

public sealed class RenderingTests
{
    [TestCase(new double[] { }, "")]
    [TestCase(new[] { 5.0, 5, 5 }, "▄▄▄")]
    [TestCase(new[] { 0.0, 1, 2, 3, 4, 5, 6, 7 }, "▁▂▃▄▅▆▇█")]
    public void Draw_Values_AreScaledToTheirRange(double[] values, string expected) =>
        Assert.That(Sparkline.Draw(values), Is.EqualTo(expected));

    [Test]
    public void Line_Corners_AreTheirBraillePatterns()
    {
        var canvas = new BrailleCanvas(columns: 2, lines: 1);
        canvas.Set(0, 0);
        canvas.Set(3, 3);

        Assert.That(canvas.Line(0), Is.EqualTo("⠁⢀"));
    }

    [TestCase(0.5, "0.5")]
    [TestCase(1234.5, "1234.5")]
    [TestCase(12345, "12.345k")]
    [TestCase(-2_500_000, "-2.5M")]
    [TestCase(7e12, "7T")]
    [TestCase(0, "0")]
    [TestCase(1.2e-5, "1.2E-5")]
    [TestCase(-3.14159e-7, "-3.142E-7")]
    [TestCase(0.001234, "0.001234")]
    [TestCase(0.0123456, "0.01235")]
    public void Value_Magnitudes_AreShort(double value, string expected) => Assert.That(Show.Value(value), Is.EqualTo(expected));

    [Test]
    public void Describe_HalfDone_SaysTheTimeLeft() =>
        Assert.That(
            ProgressView.Describe("sent", 5_000, 10_000, TimeSpan.FromSeconds(10)),
            Is.EqualTo("sent 5,000 of 10,000 rows, 500 rows/s, 0:00:10 left")
        );
}
