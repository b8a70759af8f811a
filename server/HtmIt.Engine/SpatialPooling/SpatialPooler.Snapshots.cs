using HtmIt.Engine.Encoders;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.SpatialPooling;

/// <content>Saving and loading. The bit rows follow from the permanences and are not stored.</content>
/// <remarks>
/// Most inputs of a column were never on when it won: they stand where the start and the number of wins put them. Stored is what
/// differs from that, which is little, in the order of the inputs.
/// </remarks>
internal sealed unsafe partial class SpatialPooler
{
    public void Save(SnapshotWriter writer)
    {
        writer.Write(UsedColumns);
        var slots = _slots.Slice(0, UsedColumns);
        foreach (ref readonly var column in slots)
        {
            writer.Write(column.Column);
        }

        foreach (ref readonly var column in slots)
        {
            writer.Write(column.Wins);
        }

        var differences = new byte[_start.Places.PlaceOf.Length];
        Span<byte> expected = stackalloc byte[InputPlaces.LinePlaces];
        foreach (ref var column in slots)
        {
            differences.AsSpan().Clear();
            for (var line = 0; line < _lines; line++)
            {
                if (column.Lines[line] > 0)
                {
                    Expect(column, line, expected);
                    NoteDifferences(Stored(column.Lines[line]), expected, line, differences);
                }
            }

            writer.WriteSparse(differences);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        var used = reader.ReadInt32(0, _maxUsed);
        for (var slot = 0; slot < used; slot++)
        {
            var column = (int)SnapshotReader.Check(reader.ReadUInt16(), 0, (_startWords * WordBits) - 1);
            SnapshotReader.Check((long)(_unused[column / WordBits] >> (column % WordBits)) & 1, 1, 1);
            TakeSlot(column);
        }

        for (var slot = 0; slot < used; slot++)
        {
            _slots[slot].Wins = reader.ReadUInt32();
        }

        var differences = new byte[_start.Places.PlaceOf.Length];
        for (var slot = 0; slot < used; slot++)
        {
            differences.AsSpan().Clear();
            reader.AddSparse(differences);
            AddDifferences(ref _slots[slot], differences);
            Connect(slot);
        }
    }

    /// <summary>Permanences of 64 inputs that were never on when their column won.</summary>
    private void Expect(in ColumnSlot column, int line, Span<byte> expected) =>
        ProximalKernel.Lower(StartLine(column.Column, line), (byte)ProximalRates.UnitsBefore(column.Wins, _rates.Decrement), expected);

    private void NoteDifferences(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> expected, int line, Span<byte> differences)
    {
        for (var i = 0; i < stored.Length; i++)
        {
            if (_start.Places.TryFindInput((line * InputPlaces.LinePlaces) + i, out var input))
            {
                differences[input] = (byte)(stored[i] - expected[i]);
            }
        }
    }

    private void AddDifferences(ref ColumnSlot column, ReadOnlySpan<byte> differences)
    {
        for (var input = 0; input < differences.Length; input++)
        {
            if (differences[input] != 0)
            {
                var place = _start.Places.PlaceOf[input];
                var line = place / InputPlaces.LinePlaces;
                if (column.Lines[line] == 0)
                {
                    Expect(column, line, Store(ref column, line));
                }

                Stored(column.Lines[line])[place % InputPlaces.LinePlaces] += differences[input];
            }
        }
    }
}
