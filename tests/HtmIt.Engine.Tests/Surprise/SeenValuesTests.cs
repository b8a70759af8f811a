using CsCheck;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SeenValuesTests
{
    private static readonly Gen<int> Cell = Gen.Int[0, SeenRange.Cells - 1];

    [Test]
    public void NearestTo_AnyCells_EqualsPlainSearch() =>
        Gen.Select(Cell.Array[0, 20], Cell)
            .Sample(
                (seen, cell) =>
                {
                    var values = new SeenValues();
                    Array.ForEach(seen, values.Add);
                    return seen.Length == 0
                        ? values.NearestTo(cell) == -1
                        : Math.Abs(values.NearestTo(cell) - cell) == seen.Min(other => Math.Abs(other - cell));
                }
            );

    [Test]
    public void Renumber_CellsMerged_SeenValuesMoveAlong()
    {
        var values = new SeenValues();
        values.Add(100);
        values.Renumber(new CellShift(2, 0, 5));

        Assert.That(values.NearestTo(22), Is.EqualTo(20));
        Assert.That(values.NearestTo(30), Is.EqualTo(20));
    }
}
