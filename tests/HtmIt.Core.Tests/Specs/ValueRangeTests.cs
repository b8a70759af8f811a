using HtmIt.Core.Specs;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Specs;

/// <summary>Range of values and the encoder's resolution: ENC-001, ENC-002, ENC-004, ENC-005.</summary>
public sealed class ValueRangeTests
{
    [TestCase(0, 100), TestCase(5_000, 10_000), TestCase(-3.5, 1e9)] // ENC-001
    public void Resolution_Range_LiesWithinTheBounds(double min, double max) =>
        Assert.That(new ValueRange(min, max).Resolution(), Is.GreaterThan((max - min) / 300).And.LessThan((max - min) / 80));

    [Test] // ENC-002
    public void Resolution_NoExtent_CountsAsOne() =>
        Assert.That(new ValueRange(7, 7).Resolution(), Is.EqualTo(new ValueRange(7, 8).Resolution()));

    [Test] // ENC-004
    public void Resolution_TinyRange_HasTheDefaultMinimum() => Assert.That(new ValueRange(0, 1e-6).Resolution(), Is.EqualTo(0.001));

    [TestCase(5, 7, 4.6, 7.4), TestCase(7, 7, 6.8, 8.2), TestCase(5_000, 7_000, 4_600, 7_400)] // ENC-005
    public void FromStatistics_MinAndMax_WidensByAFifth(double min, double max, double low, double high)
    {
        var range = ValueRange.FromStatistics(min, max);
        Assert.That(range.Min, Is.EqualTo(low).Within(1e-9));
        Assert.That(range.Max, Is.EqualTo(high).Within(1e-9));
    }

    [TestCase(-double.MaxValue, double.MaxValue), TestCase(-double.MaxValue, -double.MaxValue), TestCase(0, double.MaxValue)]
    public void FromStatistics_EndsOfDouble_StayFinite(double min, double max)
    {
        var range = ValueRange.FromStatistics(min, max);
        Assert.That(double.IsFinite(range.Min) && double.IsFinite(range.Max) && double.IsFinite(range.Resolution()), Is.True);
    }
}
