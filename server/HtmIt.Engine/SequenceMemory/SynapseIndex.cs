using System.Numerics;
using System.Runtime.CompilerServices;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// For every cell the segments that listen to it. An entry is a segment number, with the top bit set when the synapse is
/// connected. Lists live in one pool, in blocks whose lengths are powers of two; their order means nothing.
/// </summary>
internal sealed class SynapseIndex
{
    public const ushort ConnectedFlag = 0x8000;
    public const ushort SegmentMask = 0x7FFF;

    // The smallest block; four entries are also what it takes to hold the link of a free block.
    private const int UnitEntries = 4;
    private const int GrowthUnits = 2048;

    // Blocks are half empty at worst and a quarter on average; free ones are packed before the pool grows.
    private const double RoomPerEntry = 1.5;
    private const int Classes = 16;
    private const int ScratchEntries = 64 * 1024;
    private const int None = -1;

    // For tidying up; models take turns on a thread, and none should leave garbage each time.
    [ThreadStatic]
    private static ushort[]? _scratch;

    private readonly int[] _free = new int[Classes];
    private ushort[] _pool = new ushort[GrowthUnits * UnitEntries];
    private int[] _block = [];
    private ushort[] _count = [];
    private byte[] _class = [];
    private int _usedUnits;
    private int _freeUnits;

    public SynapseIndex() => Array.Fill(_free, None);

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => (2L * (_pool.Length + (2 * _block.Length) + _count.Length)) + _class.Length;

    /// <summary>Makes room for so many cells.</summary>
    public void EnsureCells(int cells)
    {
        if (_count.Length < cells)
        {
            Array.Resize(ref _block, cells);
            Array.Resize(ref _count, cells);
            Array.Resize(ref _class, cells);
        }
    }

    /// <summary>Makes room for so many entries as lists usually lie.</summary>
    public void EnsureEntries(int entries)
    {
        var length = (int)(entries * RoomPerEntry);
        if (_pool.Length < length)
        {
            Array.Resize(ref _pool, length);
        }

        Scratch(_pool.Length);
    }

    /// <summary>Number of entries of a cell.</summary>
    public int CountOf(int cell) => _count[cell];

    /// <summary>The entries of a cell.</summary>
    public ReadOnlySpan<ushort> EntriesOf(int cell) => _pool.AsSpan(_block[cell] * UnitEntries, _count[cell]);

    /// <summary>Adds an entry.</summary>
    public void Add(int cell, ushort entry)
    {
        int count = _count[cell];
        if (count == 0)
        {
            _block[cell] = Allocate(0);
            _class[cell] = 0;
        }
        else if (count == UnitEntries << _class[cell])
        {
            // Tidying up in the allocation may move the old block, so it is looked up afterwards.
            var sizeClass = _class[cell] + 1;
            Move(cell, Allocate(sizeClass), sizeClass);
        }

        _pool[(_block[cell] * UnitEntries) + count] = entry;
        _count[cell] = (ushort)(count + 1);
    }

    /// <summary>Gives each cell a block for so many entries; the index must be empty. They are then put in with <see cref="Fill"/>.</summary>
    public void Reserve(ReadOnlySpan<ushort> counts)
    {
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0)
            {
                Place(cell, counts[cell]);
            }
        }

        if (_pool.Length < _usedUnits * UnitEntries)
        {
            _pool = new ushort[(_usedUnits + (GrowthUnits / 2)) * UnitEntries];
        }
    }

    /// <summary>Adds an entry to a cell whose block is known to have room.</summary>
    public void Fill(int cell, ushort entry) => _pool[(_block[cell] * UnitEntries) + _count[cell]++] = entry;

    /// <summary>Removes an entry that must be there.</summary>
    public void Remove(int cell, ushort entry)
    {
        var list = _pool.AsSpan(_block[cell] * UnitEntries, _count[cell]);
        list[list.IndexOf(entry)] = list[^1];
        var count = --_count[cell];
        if (count == 0)
        {
            Release(_block[cell], _class[cell]);
        }
        else if (_class[cell] >= 2 && count <= UnitEntries << (_class[cell] - 2) && _free[_class[cell] - 1] != None)
        {
            Move(cell, Allocate(_class[cell] - 1), _class[cell] - 1);
        }
    }

    /// <summary>Replaces an entry that must be there.</summary>
    public void Replace(int cell, ushort entry, ushort replacement)
    {
        var list = _pool.AsSpan(_block[cell] * UnitEntries, _count[cell]);
        list[list.IndexOf(entry)] = replacement;
    }

    private void Move(int cell, int block, int sizeClass)
    {
        EntriesOf(cell).CopyTo(_pool.AsSpan(block * UnitEntries));
        Release(_block[cell], _class[cell]);
        _block[cell] = block;
        _class[cell] = (byte)sizeClass;
    }

    private int Allocate(int sizeClass)
    {
        var units = 1 << sizeClass;
        var block = _free[sizeClass];
        if (block != None)
        {
            _free[sizeClass] = Link(block);
            _freeUnits -= units;
            return block;
        }

        if (_usedUnits + units > _pool.Length / UnitEntries)
        {
            MakeRoom(units);
        }

        block = _usedUnits;
        _usedUnits += units;
        return block;
    }

    /// <summary>Packs the lists when a sixteenth of the pool lies in free blocks of other sizes; otherwise the pool grows by a step.</summary>
    private void MakeRoom(int units)
    {
        if (_freeUnits > units && _freeUnits > _usedUnits / 16)
        {
            TidyUp();
        }

        if (_usedUnits + units > _pool.Length / UnitEntries)
        {
            Array.Resize(ref _pool, (_usedUnits + Math.Max(units, GrowthUnits)) * UnitEntries);
        }
    }

    /// <summary>Packs all lists without gaps, each into the smallest block that holds it.</summary>
    private void TidyUp()
    {
        var copy = Scratch(_usedUnits * UnitEntries);
        _pool.AsSpan(0, _usedUnits * UnitEntries).CopyTo(copy);
        _usedUnits = 0;
        _freeUnits = 0;
        Array.Fill(_free, None);
        for (var cell = 0; cell < _count.Length; cell++)
        {
            if (_count[cell] == 0)
            {
                continue;
            }

            copy.AsSpan(_block[cell] * UnitEntries, _count[cell]).CopyTo(_pool.AsSpan(_usedUnits * UnitEntries));
            Place(cell, _count[cell]);
        }
    }

    private static ushort[] Scratch(int length)
    {
        if (_scratch is null || _scratch.Length < length)
        {
            _scratch = new ushort[Math.Max(length, ScratchEntries)];
        }

        return _scratch;
    }

    /// <summary>Gives a cell the next block, of the smallest class that holds so many entries.</summary>
    private void Place(int cell, int count)
    {
        _block[cell] = _usedUnits;
        _class[cell] = (byte)(BitOperations.Log2((uint)(count - 1) / UnitEntries) + (count > UnitEntries ? 1 : 0));
        _usedUnits += 1 << _class[cell];
    }

    private void Release(int block, int sizeClass)
    {
        Link(block) = _free[sizeClass];
        _free[sizeClass] = block;
        _freeUnits += 1 << sizeClass;
    }

    private ref int Link(int block) => ref Unsafe.As<ushort, int>(ref _pool[block * UnitEntries]);
}
