using HtmIt.Engine.Likelihood;

namespace HtmIt.Engine.Tests.Likelihood;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AnomalyLikelihoodTests
{
    private const int ActiveColumns = 20;

    // LIK-001, LIK-002
    [Test]
    public void Compute_FirstRows_AreZeroThenOneHalf()
    {
        var random = new Random(1);
        var likelihood = new AnomalyLikelihood(ActiveColumns);
        for (var row = 1; row <= 292; row++)
        {
            var score = likelihood.Compute(random.Next(ActiveColumns + 1), random.Next(100));
            Assert.That(score, Is.EqualTo(row <= 100 ? 0 : 0.5), $"row {row}");
        }

        likelihood.Compute(0, 0);
        Assert.That(likelihood.Distribution, Is.Not.EqualTo(LikelihoodDistribution.Null));
    }

    // LIK-004
    [Test]
    public void Compute_FlatMetric_StaysAtOneHalf()
    {
        var random = new Random(2);
        var likelihood = new AnomalyLikelihood(ActiveColumns);
        var scores = Enumerable
            .Range(1, 3_000)
            .Select(row => likelihood.Compute(random.Next(ActiveColumns + 1), row <= 288 ? random.Next(50) : 7 + (row % 2 * 0.005)))
            .ToArray();

        Assert.That(scores[100..], Is.All.EqualTo(0.5));
    }

    [TestCase(1e200)]
    [TestCase(double.MaxValue)]
    public void Compute_HugeValues_AreNotFlat(double size)
    {
        var likelihood = new AnomalyLikelihood(ActiveColumns);
        for (var row = 1; row <= 500; row++)
        {
            Assert.That(likelihood.Compute(row % 2, row % 2 == 0 ? size : -size), Is.InRange(0, 1));
        }

        Assert.That(likelihood.Distribution, Is.Not.EqualTo(LikelihoodDistribution.Null));
    }

    // LIK-009, in its row-wise form: every 24 rows, and at once after a score above 0.99 when the last estimate is older than 3 rows.
    [Test]
    public void Compute_ManyRows_EqualsAScanOfAllRows()
    {
        var random = new Random(4);
        var likelihood = new AnomalyLikelihood(ActiveColumns);
        var scan = new ScannedLikelihood(ActiveColumns);
        var busy = 0;
        for (var row = 1; row <= 12_000; row++)
        {
            busy = random.Next(400) == 0 ? 15 : Math.Max(0, busy - 1);
            var misses = busy > 0 ? random.Next(ActiveColumns + 1) : random.Next(4) / 3;
            Assert.That(likelihood.Compute(misses, random.Next(40)), Is.EqualTo(scan.Compute(misses)), $"row {row}");
        }
    }
}
