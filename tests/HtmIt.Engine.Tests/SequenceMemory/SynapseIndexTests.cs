using CsCheck;
using HtmIt.Engine.SequenceMemory;

namespace HtmIt.Engine.Tests.SequenceMemory;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SynapseIndexTests
{
    [Test]
    public void AddRemoveReplace_AnyOrder_KeepsTheLists()
    {
        Gen.Int.Sample(
            seed =>
            {
                const int cells = 40;
                var random = new Random(seed);
                var index = new SynapseIndex();
                index.EnsureCells(cells);
                var lists = Enumerable.Range(0, cells).Select(_ => new HashSet<ushort>()).ToArray();
                for (var i = 0; i < 20_000; i++)
                {
                    // Cells take turns in being filled and emptied, so that blocks of all sizes come free.
                    var cell = random.Next(cells);
                    var filling = (i / 2_000 + cell) % 3 != 0;
                    var entry = (ushort)random.Next(2_000);
                    if (filling && lists[cell].Add(entry))
                    {
                        index.Add(cell, entry);
                    }
                    else if (!filling && lists[cell].Count > 0)
                    {
                        entry = lists[cell].First();
                        lists[cell].Remove(entry);
                        index.Remove(cell, entry);
                    }
                }

                return lists.Select((list, cell) => index.EntriesOf(cell).ToArray().Order().SequenceEqual(list.Order())).All(same => same);
            },
            iter: 10
        );
    }

    [Test]
    public void Remove_EverythingAgainAndAgain_DoesNotGrow()
    {
        var index = new SynapseIndex();
        index.EnsureCells(100);
        Fill(index, 40);
        var bytes = index.Bytes;
        for (var round = 1; round < 30; round++)
        {
            Fill(index, 4 + (round * 37 % 40));
        }

        Assert.That(index.Bytes, Is.AtMost(bytes * 2));
    }

    private static void Fill(SynapseIndex index, int entries)
    {
        for (var cell = 0; cell < 100; cell++)
        {
            for (var i = 0; i < entries; i++)
            {
                index.Add(cell, (ushort)i);
            }
        }

        for (var cell = 0; cell < 100; cell++)
        {
            for (var i = 0; i < entries; i++)
            {
                index.Remove(cell, (ushort)i);
            }
        }
    }
}
