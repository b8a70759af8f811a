using HtmIt.Core.Specs;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Specs;

/// <summary>Range of values and the encoder's resolution: ENC-001, ENC-002, ENC-004.</summary>
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

    [TestCase(-double.MaxValue, double.MaxValue), TestCase(-double.MaxValue, -double.MaxValue), TestCase(0, double.MaxValue)]
    public void Resolution_EndsOfDouble_IsFinite(double min, double max) =>
        Assert.That(double.IsFinite(new ValueRange(min, max).Resolution()), Is.True);
}
