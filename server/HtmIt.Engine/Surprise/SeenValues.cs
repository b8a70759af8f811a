using System.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>Which cells of the range have ever held a value, one bit each.</summary>
internal sealed class SeenValues
{
    private const int Words = SeenRange.Cells / 64;

    private readonly ulong[] _seen = new ulong[Words];
    private readonly ulong[] _moved = new ulong[Words];

    public void Add(int cell) => _seen[cell >> 6] |= 1UL << (cell & 63);

    /// <summary>The nearest cell that was seen, the lower one of two; -1 when none was.</summary>
    public int NearestTo(int cell)
    {
        var below = Below(cell);
        var above = Above(cell);
        return below < 0 || above < 0 ? Math.Max(below, above)
            : cell - below <= above - cell ? below
            : above;
    }

    public void Renumber(CellShift shift)
    {
        _moved.AsSpan().Clear();
        for (var word = 0; word < Words; word++)
        {
            for (var rest = _seen[word]; rest != 0; rest &= rest - 1)
            {
                Move((word << 6) + BitOperations.TrailingZeroCount(rest), shift);
            }
        }

        _moved.CopyTo(_seen, 0);
    }

    public void Save(SnapshotWriter writer)
    {
        foreach (var word in _seen)
        {
            writer.Write(word);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        foreach (ref var word in _seen.AsSpan())
        {
            word = reader.ReadUInt64();
        }
    }

    /// <summary>Marks the new cells that lie where the old one was.</summary>
    private void Move(int cell, CellShift shift)
    {
        var half = shift.Bits < 0 ? 1L << Math.Min(-shift.Bits - 1, 12) : 0;
        var middle = shift.Apply(cell);
        var first = Math.Max(0, middle - half);
        var last = Math.Min(SeenRange.Cells - 1, middle + Math.Max(0, half - 1));
        for (var at = first; at <= last; at++)
        {
            _moved[at >> 6] |= 1UL << (int)(at & 63);
        }
    }

    /// <summary>The nearest seen cell at or below; -1 when there is none.</summary>
    private int Below(int cell)
    {
        var word = cell >> 6;
        var bits = _seen[word] & (ulong.MaxValue >> (63 - (cell & 63)));
        while (bits == 0 && --word >= 0)
        {
            bits = _seen[word];
        }

        return bits == 0 ? -1 : (word << 6) + BitOperations.Log2(bits);
    }

    /// <summary>The nearest seen cell at or above; -1 when there is none.</summary>
    private int Above(int cell)
    {
        var word = cell >> 6;
        var bits = _seen[word] & (ulong.MaxValue << (cell & 63));
        while (bits == 0 && ++word < Words)
        {
            bits = _seen[word];
        }

        return bits == 0 ? -1 : (word << 6) + BitOperations.TrailingZeroCount(bits);
    }
}
