using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EvidenceScaleTests
{
    [Test]
    public void Measure_NothingCounted_IsZero() => Assert.That(new Measured(TailKind.MeanExcess, 0.01).Measure(1), Is.Zero);

    [Test]
    public void Measure_FewCounted_IsZero()
    {
        var scale = new Measured(TailKind.MeanExcess, 0.01);
        Count(scale, 0, 29);

        Assert.That(scale.Measure(100), Is.Zero);
        scale.Count(0);
        Assert.That(scale.Measure(100), Is.GreaterThan(100));
    }

    [TestCase(TailKind.MeanExcess)]
    [TestCase(TailKind.Quantiles)]
    public void Measure_ExponentialPast_GivesDecadesOfItsTail(TailKind tail)
    {
        var scale = new Measured(tail, 0);
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

    // Peaks that come once in a hundred rows must not be told from their height alone.
    [Test]
    public void Measure_Ranked_IsNeverRarerThanItsRank()
    {
        var scale = new Measured(TailKind.Ranked, 0.01);
        for (var row = 0; row < 10_000; row++)
        {
            scale.Count(row % 100 == 0 ? 50 : 0.001);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scale.Measure(50), Is.LessThan(1), "two decades, and half of its own kind, from one and a half on");
            Assert.That(scale.Measure(5000), Is.GreaterThan(scale.Measure(60)).And.GreaterThan(2));
        }
    }

    // One wild value in the past flattens the tail of the mean excess, not that of the quantiles.
    [Test]
    public void Measure_Quantiles_OneWildValueDoesNotFlatten()
    {
        var robust = new Measured(TailKind.Quantiles, 0.01);
        var plain = new Measured(TailKind.MeanExcess, 0.01);
        foreach (var scale in new[] { robust, plain })
        {
            for (var row = 0; row < 1000; row++)
            {
                scale.Count(row == 500 ? 1000 : 0);
            }
        }

        Assert.That(robust.Measure(1), Is.GreaterThan(10 * plain.Measure(1)));
    }

    [Test]
    public void Measure_ConstantPast_SoftenedByEpsilon()
    {
        var scale = new Measured(TailKind.MeanExcess, 0.01);
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
        var scale = new Measured(TailKind.MeanExcess, 0.001);
        Count(scale, 0.001, 20_000);
        var before = scale.Measure(0.5);
        Count(scale, 0.5, 20_000);

        Assert.That(before, Is.GreaterThan(10));
        Assert.That(scale.Measure(0.5), Is.LessThan(1.5));
    }

    private static void Count(Measured scale, double x, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            scale.Measure(x);
            scale.Count(x);
        }
    }

    /// <summary>A scale with a past.</summary>
    private sealed class Measured(TailKind tail, double softening)
    {
        private readonly EvidenceScale _scale = new(tail, softening);
        private EvidenceLine _line;
        private EvidenceHistogram _past;

        public double Measure(double x) => _scale.Measure(ref _line, ref _past, x);

        public void Count(double x) => EvidenceScale.Count(ref _line, ref _past, x);
    }
}
