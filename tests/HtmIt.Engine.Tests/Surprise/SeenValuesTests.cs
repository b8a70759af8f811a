using CsCheck;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SeenValuesTests
{
    private static readonly Gen<int> Cell = Gen.Int[0, SeenRange.Cells - 1];

    [Test]
    public void DistanceToNearest_AnyCells_EqualsPlainSearch() =>
        Gen.Select(Cell.Array[0, 20], Cell)
            .Sample(
                (seen, cell) =>
                {
                    var values = new SeenValues();
                    Array.ForEach(seen, values.Add);
                    return values.DistanceToNearest(cell) == (seen.Length == 0 ? 0 : seen.Min(other => Math.Abs(other - cell)));
                }
            );

    [Test]
    public void Renumber_CellsMerged_SeenValuesMoveAlong()
    {
        var values = new SeenValues();
        values.Add(100);
        values.Renumber(new CellShift(2, 0, 5));

        Assert.That(values.DistanceToNearest(20), Is.Zero);
        Assert.That(values.DistanceToNearest(30), Is.EqualTo(10));
    }
}
