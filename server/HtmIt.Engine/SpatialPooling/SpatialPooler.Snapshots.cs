using HtmIt.Engine.Kernels;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SpatialPooling;

/// <content>Saving and loading. The bit rows follow from the permanences and are not stored.</content>
/// <remarks>
/// Most inputs of a column were never on when it won: they stand where the start and the number of wins put them. Stored is what
/// differs from that, which is little.
/// </remarks>
internal sealed partial class SpatialPooler
{
    public void Save(SnapshotWriter writer)
    {
        writer.Write(UsedColumns);
        writer.Write(_columns.AsSpan(0, UsedColumns));
        writer.Write(_wins.AsSpan(0, UsedColumns));
        var difference = new byte[_inputs];
        for (var slot = 0; slot < UsedColumns; slot++)
        {
            Expect(slot, difference);
            var row = Row(slot);
            for (var i = 0; i < _inputs; i++)
            {
                difference[i] = (byte)(row[i] - difference[i]);
            }

            writer.WriteSparse(difference);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        var used = reader.ReadInt32(0, _maxUsed);
        var columns = new ushort[used];
        reader.Read(columns);
        foreach (var column in columns)
        {
            SnapshotReader.Check(column, 0, (_startWords * WordBits) - 1);
            SnapshotReader.Check((long)(_unused[column / WordBits] >> (column % WordBits)) & 1, 1, 1);
            TakeSlot(column);
        }

        reader.Read(_wins.AsSpan(0, used));
        for (var slot = 0; slot < used; slot++)
        {
            var row = Row(slot);
            Expect(slot, row);
            reader.AddSparse(row[.._inputs]);
            Connect(slot, row);
        }
    }

    /// <summary>The permanences of a column none of whose inputs was ever on when it won.</summary>
    private void Expect(int slot, Span<byte> row)
    {
        var lost = (byte)ProximalRates.UnitsBefore(_wins[slot], _rates.Decrement);
        ProximalKernel.Lower(_start.Permanences(_columns[slot]), lost, row);
    }
}
