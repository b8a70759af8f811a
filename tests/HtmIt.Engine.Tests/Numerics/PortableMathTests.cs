using CsCheck;
using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.Tests.Numerics;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PortableMathTests
{
    [Test]
    public void Log_AnyNumber_IsCloseToTheLibrary() =>
        Gen.Double[1e-12, 1e12].Sample(x => Math.Abs(PortableMath.Log(x) - Math.Log(x)) <= 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))));

    [Test]
    public void Exp_AnyNumber_IsCloseToTheLibrary() =>
        Gen.Double[-700, 700].Sample(x => Math.Abs((PortableMath.Exp(x) / Math.Exp(x)) - 1) < 1e-14);

    [TestCase(0, double.NegativeInfinity)]
    [TestCase(-1, double.NaN)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(1, 0)]
    [TestCase(double.Epsilon, -744.4400719213812)]
    [TestCase(double.MaxValue, 709.782712893384)]
    public void Log_EdgeOfRange_IsExact(double x, double log) => Assert.That(PortableMath.Log(x), Is.EqualTo(log));

    [TestCase(0, 1)]
    [TestCase(double.NegativeInfinity, 0)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(-746, 0)]
    [TestCase(710, double.PositiveInfinity)]
    public void Exp_EdgeOfRange_IsExact(double x, double exp) => Assert.That(PortableMath.Exp(x), Is.EqualTo(exp));

    // The values are the definition: they must come out on every machine.
    [Test]
    public void LogAndExp_Samples_HaveTheseBits()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                BitConverter.DoubleToInt64Bits(PortableMath.Log(10)),
                Is.EqualTo(BitConverter.DoubleToInt64Bits(2.302585092994046))
            );
            Assert.That(BitConverter.DoubleToInt64Bits(PortableMath.Exp(1)), Is.EqualTo(4613303445314885482));
        }
    }
}
