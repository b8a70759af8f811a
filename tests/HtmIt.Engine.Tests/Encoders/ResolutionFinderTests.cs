using HtmIt.Engine.Encoders;
using HtmIt.Engine.Parameters;

namespace HtmIt.Engine.Tests.Encoders;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ResolutionFinderTests
{
    private static readonly ModelParameters Parameters = ModelParameters.Default;

    [Test]
    public void Observe_FirstBlock_SettlesOnThePaddedRange()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, Parameters.RangeRows, i => i % 101);

        Assert.That(finder.Resolution, Is.EqualTo(100 * 1.4 / 130).Within(25).Percent);
    }

    [Test]
    public void Observe_OneWildValueEarly_DoesNotSqueezeTheRest()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, Parameters.RangeRows, i => i == 17 ? 1e9 : i % 101);

        Assert.That(finder.Resolution, Is.LessThan(5));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(30)]
    [TestCase(287)]
    public void Observe_OneAbsurdValueInTheFirstBlock_SettlesAsWithoutIt(int row)
    {
        foreach (var absurd in new[] { 1e4, 1e6, 1e18, 1.8e19, -1.8e19, double.MaxValue, -double.MaxValue })
        {
            var finder = new ResolutionFinder(Parameters);
            Feed(finder, Parameters.RangeRows, i => i == row ? absurd : i % 101);

            Assert.That(finder.Resolution, Is.EqualTo(100 * 1.4 / 130).Within(25).Percent, $"{absurd}");
            Assert.That(
                ScalarEncoder.BucketOf(51, finder.Offset, finder.Resolution) - ScalarEncoder.BucketOf(50, finder.Offset, finder.Resolution),
                Is.InRange(0, 2),
                $"{absurd}"
            );
            Assert.That(
                ScalarEncoder.BucketOf(90, finder.Offset, finder.Resolution),
                Is.Not.EqualTo(ScalarEncoder.BucketOf(10, finder.Offset, finder.Resolution)),
                $"{absurd}"
            );
        }
    }

    [Test]
    public void Observe_MostlyZeros_TheFewTellTheWidth()
    {
        foreach (var absurd in new[] { 7.0, 1e6, 1.8e19 })
        {
            var finder = new ResolutionFinder(Parameters);
            Feed(
                finder,
                3 * Parameters.RangeRows,
                i =>
                    i == 40 ? absurd
                    : i % 30 == 0 ? 1 + (i % 9)
                    : 0
            );

            Assert.That(finder.Resolution, Is.EqualTo(9 * 1.4 / 130).Within(50).Percent, $"{absurd}");
        }
    }

    [TestCase(1e9)]
    [TestCase(1e-9)]
    public void Observe_OnlyOneRowDiffers_HasTheMinimum(double other)
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, 3 * Parameters.RangeRows, i => i == 40 ? other : 0);

        Assert.That(finder.Resolution, Is.EqualTo(Parameters.MinResolution));
    }

    [TestCase(0.9)]
    [TestCase(0.3)]
    [TestCase(12)]
    public void Observe_GivenAndNotFarOff_StaysAndNothingIsLearntAnew(double given)
    {
        var finder = new ResolutionFinder(Parameters with { Resolution = given });
        var changes = Feed(finder, 6 * Parameters.RangeRows, i => i % 101);

        Assert.That((finder.Resolution, changes), Is.EqualTo((given, 0)));
    }

    [TestCase(1e-3)]
    [TestCase(0.1)]
    [TestCase(1e3)]
    [TestCase(1e17)]
    public void Observe_GivenAndFarOff_IsForgottenWithinTheFirstBlock(double given)
    {
        var found = new ResolutionFinder(Parameters);
        var finder = new ResolutionFinder(Parameters with { Resolution = given });
        Feed(found, Parameters.RangeRows, i => i * 37 % 101);
        Feed(finder, Parameters.RangeRows, i => i * 37 % 101);

        Assert.That(finder.Resolution, Is.EqualTo(found.Resolution).Within(25).Percent);
    }

    // A metric that stands still does not say how wide it is.
    [Test]
    public void Observe_GivenAndConstant_Stays()
    {
        var finder = new ResolutionFinder(Parameters with { Resolution = 5 });
        Feed(finder, 8 * Parameters.RangeRows, _ => 42);

        Assert.That(finder.Resolution, Is.EqualTo(5));
    }

    [Test]
    public void Observe_GivenAndWiderLater_Adapts()
    {
        var finder = new ResolutionFinder(Parameters with { Resolution = 1 });
        Feed(finder, 2 * Parameters.RangeRows, i => i % 101);
        Feed(finder, 2 * Parameters.RangeRows, i => i % 101 * 100);

        Assert.That(finder.Resolution, Is.InRange(40, 120));
    }

    // From a first value that was absurd, or after a level that moved beyond the reach of buckets.
    [TestCase(1.8e19, 100, 3)]
    [TestCase(0, 1e18, 3)]
    [TestCase(0, 1e18, 300)]
    public void Observe_LifeOutOfReachOfTheOffset_MovesIt(double first, double level, int firstRows)
    {
        var finder = new ResolutionFinder(Parameters with { Resolution = 0.01 });
        Feed(finder, 2 * Parameters.RangeRows, i => (i < firstRows ? first : level) + (i % 11));

        Assert.That(finder.Offset, Is.EqualTo(level).Within(1).Percent);
    }

    [Test]
    public void Observe_SpikesLater_ChangeNothing()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, Parameters.RangeRows, i => i % 101);
        var settled = finder.Resolution;
        Feed(finder, 10 * Parameters.RangeRows, i => i % 100 == 0 ? 1e6 : i % 101);

        Assert.That(finder.Resolution, Is.EqualTo(settled));
    }

    [Test]
    public void Observe_SpreadGrowsForGood_WidensByPowersOfTwo()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, Parameters.RangeRows, i => i % 101);
        var settled = finder.Resolution;
        Feed(finder, 2 * Parameters.RangeRows, i => (i % 101) * 10);

        Assert.That(finder.Resolution / settled, Is.EqualTo(8));
    }

    [Test]
    public void Observe_SpreadShrinksForGood_Narrows()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, Parameters.RangeRows, i => (i % 101) * 100);
        var settled = finder.Resolution;
        Feed(finder, 8 * Parameters.RangeRows, i => i % 101);

        Assert.That(finder.Resolution, Is.LessThan(settled / 4));
    }

    // ENC-004
    [Test]
    public void Observe_ConstantMetric_HasTheMinimum()
    {
        var finder = new ResolutionFinder(Parameters);
        Feed(finder, 3 * Parameters.RangeRows, _ => 42);

        Assert.That(finder.Resolution, Is.EqualTo(0.001));
    }

    /// <summary>Returns how often the rows had to be learnt anew.</summary>
    private static int Feed(ResolutionFinder finder, int rows, Func<int, double> value)
    {
        var changes = 0;
        for (var i = 0; i < rows; i++)
        {
            changes += finder.Observe(i, value(i)) ? 1 : 0;
        }

        return changes;
    }
}
