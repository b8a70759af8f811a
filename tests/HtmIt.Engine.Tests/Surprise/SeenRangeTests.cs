using CsCheck;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SeenRangeTests
{
    private static readonly double[] Extremes = [0, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 1e15 + 1];

    private static readonly Gen<double> AnyValue = Gen.OneOf(
        Gen.Double[-1, 1],
        Gen.Double[-1e300, 1e300],
        Gen.Double[-1e-300, 1e-300],
        Gen.Int[0, Extremes.Length - 1].Select(index => Extremes[index])
    );

    [Test]
    public void Observe_AnyFiniteValues_CellsStayInBounds() =>
        AnyValue
            .Array[1, 200]
            .Sample(values =>
            {
                var range = new SeenRange();
                return values.All(value => range.Observe(value) is >= 0 and < SeenRange.Cells) && range.WidthInCells is >= 1 and <= 1025;
            });

    [Test]
    public void Observe_OneWildValue_RangeWidensFourTimesAtMost()
    {
        var range = new SeenRange();
        Feed(range, 0, 1, 500);
        range.Observe(1e9);

        Assert.That(range.CellOf(1) - range.CellOf(0), Is.GreaterThan(100));
    }

    [Test]
    public void Observe_RangeShrinksForLong_CellsBecomeFiner()
    {
        var range = new SeenRange();
        Feed(range, 0, 1000, 500);
        Feed(range, 500, 501, 9000);

        Assert.That(range.CellOf(501) - range.CellOf(500), Is.GreaterThan(100));
    }

    [Test]
    public void Renumber_RangeGrows_OldCellsMeanTheSameValues()
    {
        var range = new SeenRange();
        Feed(range, 10, 20, 100);
        var cell = range.CellOf(15);
        range.Observe(60);

        Assert.That(range.Renumber.Apply(cell), Is.EqualTo(range.CellOf(15)).Within(1));
    }

    private static void Feed(SeenRange range, double low, double high, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            range.Observe(low + ((high - low) * (row % 11) / 10));
        }
    }
}
