using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SpatialPooling;

/// <content>Saving and loading. The bit rows follow from the permanences and are not stored.</content>
internal sealed partial class SpatialPooler
{
    public void Save(SnapshotWriter writer)
    {
        writer.Write(UsedColumns);
        writer.Write(_columns.AsSpan(0, UsedColumns));
        writer.Write(_wins.AsSpan(0, UsedColumns));
        for (var slot = 0; slot < UsedColumns; slot++)
        {
            writer.Write(Row(slot)[.._inputs]);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        var used = reader.ReadInt32(0, _startWords * WordBits);
        var columns = new ushort[used];
        reader.Read(columns);
        foreach (var column in columns)
        {
            SnapshotReader.Check(column, 0, (_startWords * WordBits) - 1);
            TakeSlot(column);
        }

        reader.Read(_wins.AsSpan(0, used));
        for (var slot = 0; slot < used; slot++)
        {
            reader.Read(Row(slot)[.._inputs]);
            Connect(slot, Row(slot));
        }
    }
}
