using CsCheck;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AnomalyModelTests
{
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void Compute_ValueNotFinite_ThrowsAndLeavesStateAlone(double value)
    {
        var series = TestSeries.Metric(60, seed: 1);
        var model = new AnomalyModel(ModelParameters.Default);
        model.Feed(series, 0, 50);
        var before = model.Save();

        Assert.That(() => model.Compute(0, value), Throws.InstanceOf<ArgumentOutOfRangeException>());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.RecordCount, Is.EqualTo(50));
            Assert.That(model.Save(), Is.EqualTo(before));
        }
    }

    [Test]
    public void Compute_FirstRecord_HasRawScoreOne()
    {
        var result = new AnomalyModel(ModelParameters.Default).Compute(TestSeries.Start, 5);

        Assert.That(result, Is.EqualTo(new AnomalyResult(1, 0, 0, 0, 0)));
    }

    [Test]
    public void Compute_RepeatedPattern_IsLearntAndBreakIsNoticed()
    {
        var model = new AnomalyModel(ModelParameters.Default with { EncodeTimeOfDay = false, Resolution = 1 });
        double[] pattern = [10, 50, 90, 130, 170, 210, 250, 290];
        var last = 1.0;
        for (var i = 0; i < 1600; i++)
        {
            last = model.Compute(TestSeries.Time(i), pattern[i % pattern.Length]).RawAnomalyScore;
        }

        var broken = model.Compute(TestSeries.Time(1600), 210).RawAnomalyScore;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(last, Is.Zero);
            Assert.That(broken, Is.GreaterThan(0.8));
        }
    }

    // LIK-003: all scores in range, whatever comes in.
    [Test]
    public void Compute_WildInputs_NeverThrowsAndStaysInRange()
    {
        double[] special = [0, double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, 1e-300, 1e300, 5, 5, 5];
        var value = Gen.OneOf(
            Gen.Double[-100, 100],
            Gen.Int[0, special.Length - 1].Select(i => special[i]),
            Gen.Double.Where(double.IsFinite)
        );
        Gen.Select(value.Array[0, 700], Gen.Long)
            .Sample(
                (values, time) =>
                {
                    var model = new AnomalyModel(SmallParameters);
                    foreach (var v in values)
                    {
                        var result = model.Compute(time = unchecked(time + 12_345), v);
                        if (!(result is { RawAnomalyScore: >= 0 and <= 1, AnomalyLikelihood: >= 0 and <= 1, Surprise: >= 0 }))
                        {
                            return false;
                        }
                    }

                    return true;
                },
                iter: 40
            );
    }

    // QUAL-002 and the engine's part of LIK-010: nothing but parameters and rows decides.
    [TestCase(KernelLevel.Scalar)]
    [TestCase(KernelLevel.Vector256)]
    [TestCase(KernelLevel.Vector512)]
    public void Compute_ForcedKernel_GivesSameBits(KernelLevel level)
    {
        const int rows = 5_000;
        var series = TestSeries.Metric(rows, seed: 7);
        var expected = new AnomalyModel(ModelParameters.Default, KernelLevel.Scalar);
        var model = new AnomalyModel(ModelParameters.Default, level);

        var results = model.Feed(series, 0, rows);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results, Is.EqualTo(expected.Feed(series, 0, rows)));
            Assert.That(model.Save(), Is.EqualTo(expected.Save()));
        }
    }

    [Test]
    public void Save_AtAnyRowAndGoOn_EqualsUninterrupted()
    {
        Gen.Select(Gen.Int[0, 700], Gen.Int[0, 300], Gen.Int[0, 1_000_000], Gen.Bool)
            .Sample(
                (first, second, seed, given) =>
                {
                    var parameters = SmallParameters with { Resolution = given ? 0.8 : null };
                    var series = TestSeries.Metric(1_200, seed);
                    var uninterrupted = new AnomalyModel(parameters);
                    var expected = uninterrupted.Feed(series, 0, series.Length);
                    var model = new AnomalyModel(parameters);
                    var results = model.Feed(series, 0, first).ToList();
                    model = AnomalyModel.Load(model.Save());
                    results.AddRange(model.Feed(series, first, first + second));
                    model = AnomalyModel.Load(model.Save());
                    results.AddRange(model.Feed(series, first + second, series.Length));
                    return results.SequenceEqual(expected) && model.Save().AsSpan().SequenceEqual(uninterrupted.Save());
                },
                iter: 15
            );
    }

    [Test]
    public void Save_LongAfterTheWindowSlid_GoesOnAlike()
    {
        var series = TestSeries.Metric(10_000, seed: 3);
        var model = new AnomalyModel(ModelParameters.Default);
        model.Feed(series, 0, 9_000);

        var loaded = AnomalyModel.Load(model.Save());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(loaded.RecordCount, Is.EqualTo(9_000));
            Assert.That(loaded.EncoderResolution, Is.EqualTo(model.EncoderResolution));
            Assert.That(loaded.Parameters, Is.EqualTo(model.Parameters));
            Assert.That(loaded.Feed(series, 9_000, 10_000), Is.EqualTo(model.Feed(series, 9_000, 10_000)));
        }
    }

    // Alone: a collection that others make necessary retires this thread's buffer, and its rest counts as allocated.
    [Test]
    [NonParallelizable]
    public void Compute_GrownToWhatTheMetricNeeds_AllocatesNothing()
    {
        var series = TestSeries.Metric(12_000, seed: 5);
        var model = new AnomalyModel(ModelParameters.Default);
        var half = series.Length / 2;
        model.Feed(series, 0, half);

        var growing = 0;
        for (var i = half; i < series.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            model.Compute(TestSeries.Time(i), series[i]);
            growing += GC.GetAllocatedBytesForCurrentThread() > before ? 1 : 0;
        }

        // New levels of the metric need new columns now and then.
        Assert.That(growing, Is.LessThan(half / 100));
    }

    [Test]
    public void Compute_RoamingMetric_KeepsToTheBoundOfColumns()
    {
        var random = new Random(12);
        var parameters = ModelParameters.Default with { MaxUsedColumns = 200, Resolution = 0.5 };
        var model = new AnomalyModel(parameters);
        for (var i = 0; i < 3_000; i++)
        {
            model.Compute(TestSeries.Time(i), (i * 0.3) + random.NextDouble());
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.UsedColumns, Is.InRange(181, 200));
            Assert.That(AnomalyModel.Load(model.Save()).UsedColumns, Is.EqualTo(model.UsedColumns));
        }
    }

    // Rows come one by one, in batches of any size, with snapshots taken between them, on any thread: the same bits.
    [Test]
    public void Compute_AnyBatchesOnAnyThread_GivesSameBits()
    {
        Gen.Select(Gen.Int[1, 120].Array[1, 40], Gen.Int[0, 1_000_000])
            .Sample(
                (batches, seed) =>
                {
                    var rows = Math.Min(batches.Sum(), 1_000);
                    var series = TestSeries.Metric(rows, seed);
                    var whole = new AnomalyModel(SmallParameters);
                    var expected = whole.Feed(series, 0, rows);
                    var model = new AnomalyModel(SmallParameters);
                    var results = new List<AnomalyResult>();
                    foreach (var batch in batches)
                    {
                        var end = Math.Min(results.Count + batch, rows);
                        results.AddRange(Task.Run(() => model.Feed(series, results.Count, end)).GetAwaiter().GetResult());
                        model.Save();
                    }

                    return results.SequenceEqual(expected) && model.Save().AsSpan().SequenceEqual(whole.Save());
                },
                iter: 20
            );
    }

    [Test]
    public void Compute_FarMoreToLearnThanFits_KeepsToTheBoundOfSegments()
    {
        var random = new Random(11);
        var model = new AnomalyModel(ModelParameters.Default with { MaxSegments = 128, Resolution = 0.01 });
        for (var i = 0; i < 2_000; i++)
        {
            model.Compute(TestSeries.Time(i), random.NextDouble() * 100);
        }

        Assert.That(model.SegmentCount, Is.InRange(100, 128));
    }

    private static ModelParameters SmallParameters =>
        ModelParameters.Default with
        {
            ColumnCount = 512,
            ScalarBits = 200,
            MaxSegments = 256,
        };
}
