using HtmIt.Engine.Likelihood;

namespace HtmIt.Engine.Tests.Likelihood;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LikelihoodDistributionTests
{
    // LIK-005
    [Test]
    public void FilteredTail_FiveDeviations_MatchesTheTable()
    {
        var previous = 1.0;
        var tail = new LikelihoodDistribution(0.05, 0.02).FilteredTail(0.15, ref previous);

        Assert.That(1 - tail, Is.EqualTo(1 - 2.9734e-7));
    }

    // LIK-006
    [Test]
    public void FilteredTail_TwoRedsInARow_OnlyTheFirstStays()
    {
        var distribution = new LikelihoodDistribution(0.05, 0.02);
        var previous = 1.0;
        var first = 1 - distribution.FilteredTail(0.05 + (4.26 * 0.02), ref previous);
        var second = 1 - distribution.FilteredTail(0.05 + (4.26 * 0.02), ref previous);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.GreaterThan(0.99999));
            Assert.That(second, Is.EqualTo(0.999));
        }
    }

    // LIK-007
    [Test]
    public void Tail_BelowTheMean_MirrorsTheOneAbove()
    {
        var distribution = new LikelihoodDistribution(0.3, 0.1);
        for (var z = 0.0; z < 3; z += 0.31)
        {
            var below = distribution.Tail(0.3 - (z * 0.1));
            var above = distribution.Tail(0.3 + (z * 0.1));
            Assert.That(1 - below, Is.EqualTo(above).Within(1e-15).And.AtMost(0.5), $"z {z}");
        }
    }

    // LIK-008
    [Test]
    public void FromSums_QuietMetric_HasTheFloors()
    {
        var distribution = LikelihoodDistribution.FromSums(1_000, 0, 0, 0.005);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(distribution.Mean, Is.EqualTo(0.03));
            Assert.That(distribution.Deviation, Is.EqualTo(Math.Sqrt(0.0003)));
        }
    }

    [Test]
    public void FromSums_Sums_GiveMeanAndPopulationVariance()
    {
        int[] averages = [10, 30, 50, 110];
        var distribution = LikelihoodDistribution.FromSums(4, averages.Sum(), averages.Sum(a => a * a), 0.005);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(distribution.Mean, Is.EqualTo(0.25).Within(1e-15));
            Assert.That(distribution.Deviation, Is.EqualTo(Math.Sqrt(1_400) * 0.005).Within(1e-15));
        }
    }

    [TestCase(0, 0.5)]
    [TestCase(4.0, 0.000031671)]
    [TestCase(4.1, 2.1771e-5)]
    [TestCase(4.24, 1.4034e-5)]
    [TestCase(4.26, 8.9617e-6)]
    [TestCase(6.0, 1.0126e-9)]
    [TestCase(7.0, 1.305e-12)]
    [TestCase(7.06, 0)]
    [TestCase(1e300, 0)]
    public void Probability_InDeviations_ReadsTheTable(double z, double tail) =>
        Assert.That(TailTable.Probability(z, 0, 1), Is.EqualTo(tail));

    // LIK-011
    [TestCase(0, 0)]
    [TestCase(0.5, 1_000)]
    [TestCase(0.9999, 1_000)]
    [TestCase(0.99995, 1_000_000)]
    [TestCase(0.99999, 1_000_000)]
    [TestCase(0.999995, 1_000_000_001)]
    [TestCase(1, 1_000_000_001)]
    public void FromLikelihood_Score_GivesTheColour(double likelihood, long display) =>
        Assert.That(DisplayScale.FromLikelihood(likelihood), Is.EqualTo(display));

    [TestCase(0, 0)]
    [TestCase(0.5, 0.0301)]
    [TestCase(0.9, 0.1)]
    [TestCase(0.999, 0.3)]
    public void ToLogarithmic_Score_CountsDecades(double likelihood, double scale) =>
        Assert.That(DisplayScale.ToLogarithmic(likelihood), Is.EqualTo(scale).Within(1e-4));
}
