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
                const int cells = 64;
                var random = new Random(seed);
                var index = new SynapseIndex();
                index.EnsureColumns(cells / 32);
                var lists = Enumerable.Range(0, cells).Select(_ => new HashSet<ushort>()).ToArray();
                for (var i = 0; i < 20_000; i++)
                {
                    // Cells take turns in being filled and emptied, so that blocks of all sizes come free.
                    var cell = random.Next(cells);
                    var filling = (i / 2_000 + cell) % 3 != 0;
                    var entry = (ushort)random.Next(2_000);
                    if (filling && lists[cell].Add(entry))
                    {
                        index.TryAdd(cell, entry);
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
        index.EnsureColumns(4);
        Fill(index, 40);
        var bytes = index.Bytes;
        for (var round = 1; round < 30; round++)
        {
            Fill(index, 4 + (round * 37 % 40));
        }

        Assert.That(index.Bytes, Is.AtMost(bytes * 2));
    }

    [Test]
    public void EntriesOfColumn_HoldsTheListsOfItsCells()
    {
        var index = new SynapseIndex();
        index.EnsureColumns(2);
        for (ushort segment = 0; segment < 100; segment++)
        {
            index.TryAdd(32 + (segment % 32), segment);
            index.TryAdd(segment % 32, (ushort)(segment | SynapseIndex.ConnectedFlag));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(index.EntriesOfColumn(1).ToArray().Order(), Is.EqualTo(Enumerable.Range(0, 100)));
            Assert.That(index.EntriesOf(33).ToArray().Order(), Is.EqualTo(new[] { 1, 33, 65, 97 }));
        }
    }

    [Test]
    public void TryAdd_MoreThanAColumnCanHave_IsRefused()
    {
        var index = new SynapseIndex();
        index.EnsureColumns(1);
        for (var i = 0; i < SynapseIndex.MaxEntries; i++)
        {
            Assert.That(index.TryAdd(i % 32, (ushort)(i / 32)), Is.True);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(index.TryAdd(5, 9_999), Is.False);
            Assert.That(index.EntriesOfColumn(0).Length, Is.EqualTo(SynapseIndex.MaxEntries));
        }
    }

    [Test]
    public void Fill_Reserved_EqualsAdding()
    {
        var random = new Random(3);
        var entries = Enumerable.Range(0, 3_000).Select(i => (Cell: random.Next(96), Entry: (ushort)i)).ToArray();
        var (added, filled) = (new SynapseIndex(), new SynapseIndex());
        added.EnsureColumns(3);
        filled.EnsureColumns(3);
        var counts = new int[96];
        foreach (var (cell, entry) in entries)
        {
            added.TryAdd(cell, entry);
            counts[cell]++;
        }

        filled.Reserve(counts);
        foreach (var (cell, entry) in entries)
        {
            filled.Fill(cell, entry);
        }

        for (var cell = 0; cell < 96; cell++)
        {
            Assert.That(filled.EntriesOf(cell).ToArray().Order(), Is.EqualTo(added.EntriesOf(cell).ToArray().Order()));
        }
    }

    private static void Fill(SynapseIndex index, int entries)
    {
        for (var cell = 0; cell < 100; cell++)
        {
            for (var i = 0; i < entries; i++)
            {
                index.TryAdd(cell, (ushort)i);
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
