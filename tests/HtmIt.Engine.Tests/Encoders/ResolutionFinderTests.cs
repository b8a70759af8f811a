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

    private static void Feed(ResolutionFinder finder, int rows, Func<int, double> value)
    {
        for (var i = 0; i < rows; i++)
        {
            finder.Observe(i, value(i));
        }
    }
}
