using HtmIt.Engine.Incidents;

namespace HtmIt.Engine.Tests.Incidents;

[TestFixture]
internal sealed class SeverityTests
{
    [TestCase(0, 0)]
    [TestCase(-1, 0)]
    [TestCase(1e-9, 0)]
    [TestCase(0.1, 2.1)]
    [TestCase(1, 3)]
    [TestCase(10, 4.3)]
    [TestCase(100, 5.6)]
    public void Of_Evidence_IsThreeAtOneAndRises(double discounted, double severity) =>
        Assert.That(Severity.Of(discounted), Is.EqualTo(severity).Within(1e-9));
}
