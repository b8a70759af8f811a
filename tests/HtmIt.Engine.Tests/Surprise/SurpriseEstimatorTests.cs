using CsCheck;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Snapshots;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SurpriseEstimatorTests
{
    private static readonly double[] Extremes = [0, double.MaxValue, double.MinValue, double.Epsilon];

    [Test]
    public void Compute_SpikeInRegularMetric_StandsOut()
    {
        var values = TestSeries.Metric(2000, seed: 3);
        values[1800] = 500;
        var scores = Run(New(KernelLevel.Scalar), values);

        Assert.That(scores[1800], Is.EqualTo(scores[1000..].Max()).And.GreaterThan(3));
    }

    // Nothing saturates: what lies ten times farther out is more surprising, however far out it is.
    [TestCase(1e3)]
    [TestCase(1e6)]
    [TestCase(1e9)]
    public void Compute_TenTimesFartherOut_IsMoreSurprising(double value)
    {
        double[] SpikeOf(double spike)
        {
            var values = TestSeries.Metric(1900, seed: 3);
            values[1800] = spike;
            return Run(New(KernelLevel.Scalar), values);
        }

        Assert.That(SpikeOf(10 * value)[1800], Is.GreaterThan(2 * SpikeOf(value)[1800]));
    }

    [Test]
    public void Compute_FirstRows_AreNotJudged() => Assert.That(Run(New(KernelLevel.Scalar), TestSeries.Metric(120, seed: 1)), Is.All.Zero);

    [Test]
    public void Compute_AffineChangeOfUnits_ByPowersOfTwo_ChangesNothing()
    {
        var values = TestSeries.Metric(3000, seed: 5);
        var plain = Run(New(KernelLevel.Scalar), values);
        var scaled = Run(New(KernelLevel.Scalar), [.. values.Select(value => value * 1024)]);

        Assert.That(scaled, Is.EqualTo(plain));
    }

    [Test]
    public void Compute_AnyKernel_GivesTheSameBits()
    {
        var values = TestSeries.Metric(4000, seed: 2);

        Assert.That(Run(New(KernelLevel.Vector256), values), Is.EqualTo(Run(New(KernelLevel.Scalar), values)));
    }

    [Test]
    public void Load_SavedAtAnyRow_ContinuesBitForBit() =>
        Gen.Int[0, 5000]
            .Sample(
                row =>
                {
                    var values = TestSeries.Metric(5200, seed: 11);
                    values[700] = 1e7;
                    var whole = New(KernelLevel.Scalar);
                    Run(whole, values, 0, row);
                    var restored = Copy(whole);
                    return Run(whole, values, row, 5200).SequenceEqual(Run(restored, values, row, 5200))
                        && Bytes(whole).SequenceEqual(Bytes(restored));
                },
                iter: 12
            );

    [Test]
    public void Save_HundredThousandRows_StateStaysBelowSixtyFourKibibytes()
    {
        var estimator = New(KernelSelection.Default);
        Run(estimator, TestSeries.Metric(100_000, seed: 4));

        Assert.That(Bytes(estimator), Has.Length.LessThan(64 * 1024));
    }

    [Test]
    public void Compute_ExtremeValues_NeverThrowsAndStaysFinite() =>
        Gen.OneOf(Gen.Double[-10, 10], Gen.Double[-1e308, 1e308], Gen.Int[0, 3].Select(index => Extremes[index]))
            .Array[1, 400]
            .Sample(values => Run(New(KernelLevel.Scalar), values).All(score => double.IsFinite(score) && score >= 0), iter: 200);

    [Test]
    public void Compute_WarmedUp_AllocatesNothing()
    {
        var values = TestSeries.Metric(9000, seed: 8);
        var estimator = New(KernelSelection.Default);
        Run(estimator, values, 0, 4000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 4000; row < values.Length; row++)
        {
            estimator.Compute(TestSeries.Time(row), values[row], 0.1);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static SurpriseEstimator New(KernelLevel kernel) => new(SurpriseParameters.Default, 7, kernel);

    private static double[] Run(SurpriseEstimator estimator, double[] values) => Run(estimator, values, 0, values.Length);

    private static double[] Run(SurpriseEstimator estimator, double[] values, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(row => estimator.Compute(TestSeries.Time(row), values[row], row * 7 % 20 / 20.0))];

    private static SurpriseEstimator Copy(SurpriseEstimator estimator)
    {
        var reader = new SnapshotReader(Bytes(estimator));
        var copy = New(KernelLevel.Scalar);
        copy.Load(ref reader);
        return copy;
    }

    private static byte[] Bytes(SurpriseEstimator estimator)
    {
        var writer = new SnapshotWriter();
        estimator.Save(writer);
        return writer.Written.ToArray();
    }
}
