using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SurpriseScaleTests
{
    [Test]
    public void Measure_NothingCounted_IsZero() => Assert.That(new SurpriseScale(0.9, 0.01).Measure(1), Is.Zero);

    [Test]
    public void Measure_ExponentialPast_GivesDecadesOfItsTail()
    {
        var scale = new SurpriseScale(0.9, 0);
        var random = new Random(7);
        for (var row = 0; row < 15_000; row++)
        {
            scale.Count(-Math.Log(1 - random.NextDouble()));
        }

        // The chance of more than x is e^-x: 3 decades at x = 3 ln 10.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.Measure(1), Is.Zero);
            Assert.That(scale.Measure(2 * Math.Log(10)), Is.EqualTo(2).Within(0.15));
            Assert.That(scale.Measure(3 * Math.Log(10)), Is.EqualTo(3).Within(0.25));
        }
    }

    [Test]
    public void Measure_ConstantPast_SoftenedByEpsilon()
    {
        var scale = new SurpriseScale(0.9, 0.01);
        for (var row = 0; row < 1000; row++)
        {
            scale.Count(0);
        }

        Assert.That(scale.Measure(0), Is.Zero);
        Assert.That(scale.Measure(0.1), Is.GreaterThan(4));
    }

    [Test]
    public void Count_ManyRows_NewPastOutweighsOld()
    {
        var scale = new SurpriseScale(0.9, 0.001);
        Count(scale, 0.001, 20_000);
        var before = scale.Measure(0.5);
        Count(scale, 0.5, 20_000);

        Assert.That(before, Is.GreaterThan(10));
        Assert.That(scale.Measure(0.5), Is.LessThan(1.5));
    }

    private static void Count(SurpriseScale scale, double x, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            scale.Measure(x);
            scale.Count(x);
        }
    }
}
