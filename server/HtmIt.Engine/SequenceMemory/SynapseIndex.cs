using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HtmIt.Engine.Layout;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// For every cell the segments that listen to it. An entry is a segment number, with the top bit set when the synapse is connected.
/// </summary>
/// <remarks>
/// The lists of a column's cells lie one after the other in a block of whole cache lines, whose first line says where each of them ends: a
/// column that bursts is one run through memory. Blocks lie in one pool; one that is full moves to its end, and when the end is reached
/// the blocks are packed or the pool grows. The order of a list means nothing.
/// </remarks>
internal sealed unsafe class SynapseIndex
{
    public const ushort ConnectedFlag = 0x8000;
    public const ushort SegmentMask = 0x7FFF;

    /// <summary>Most entries of a column: whole lines of them, so that their ends fit sixteen bits.</summary>
    public const int MaxEntries = ushort.MaxValue / LineEntries * LineEntries;

    private const int LineEntries = CacheLines<ushort>.LineBytes / sizeof(ushort);
    private const int Cells = TemporalMemory.CellsPerColumn;
    private const int Step = 64;

    private CacheLines<ushort> _pool;
    private CacheLines<Block> _blocks;
    private int _usedLines;
    private int _leftLines;

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => _pool.Bytes + _blocks.Bytes;

    /// <summary>Makes room for so many columns.</summary>
    public void EnsureColumns(int columns)
    {
        if (_blocks.Length < columns)
        {
            _blocks.Resize(columns);
        }
    }

    /// <summary>Empties all lists, but keeps the memory.</summary>
    public void Clear()
    {
        _blocks.Span.Clear();
        (_usedLines, _leftLines) = (0, 0);
    }

    /// <summary>Asks for the line that says where a column's block lies.</summary>
    public void PrefetchBlock(int column) => Prefetch.Line(_blocks.At(column));

    /// <summary>Asks for a column's line of ends; where the block lies must be there.</summary>
    public void PrefetchEnds(int column) => Prefetch.Line(_pool.At(_blocks[column].Line * LineEntries));

    /// <summary>Asks for what is moved when an entry is added to a cell; the line of ends must be there.</summary>
    public void PrefetchFrom(int cell)
    {
        var block = _blocks[cell / Cells];
        if (block.Lines > 0)
        {
            var head = block.Line * LineEntries;
            int from = _pool[head + (cell % Cells)];
            int to = _pool[head + Cells - 1];
            Prefetch.Lines(_pool.At(head + LineEntries + from), (to - from + 1) * sizeof(ushort));
        }
    }

    /// <summary>Asks for a cell's list; the line of ends must be there.</summary>
    public void PrefetchList(int cell)
    {
        var list = EntriesOf(cell);
        Prefetch.Lines(list);
    }

    /// <summary>Asks for the lists of several synapses of a segment, of which nothing is there yet: each step for all of them at once.</summary>
    public void PrefetchLists(in SegmentLines lines, ulong synapses)
    {
        if ((synapses & (synapses - 1)) == 0)
        {
            return;
        }

        for (var rest = synapses; rest != 0; rest &= rest - 1)
        {
            PrefetchBlock(lines.Source(BitOperations.TrailingZeroCount(rest)) / Cells);
        }

        for (var rest = synapses; rest != 0; rest &= rest - 1)
        {
            PrefetchEnds(lines.Source(BitOperations.TrailingZeroCount(rest)) / Cells);
        }

        for (var rest = synapses; rest != 0; rest &= rest - 1)
        {
            PrefetchFrom(lines.Source(BitOperations.TrailingZeroCount(rest)));
        }
    }

    /// <summary>Asks for all lists of a column; the line of ends must be there.</summary>
    public void PrefetchLists(int column) => Prefetch.Lines(EntriesOfColumn(column));

    /// <summary>The entries of a cell.</summary>
    public ReadOnlySpan<ushort> EntriesOf(int cell)
    {
        var block = _blocks[cell / Cells];
        if (block.Lines == 0)
        {
            return [];
        }

        var lines = Lines(block);
        var start = StartOf(lines, cell);
        return lines.Slice(LineEntries + start, lines[(int)((uint)cell % Cells)] - start);
    }

    /// <summary>The entries of all cells of a column.</summary>
    public ReadOnlySpan<ushort> EntriesOfColumn(int column)
    {
        var block = _blocks[column];
        return block.Lines == 0 ? [] : _pool.Slice((block.Line + 1) * LineEntries, _pool[(block.Line * LineEntries) + Cells - 1]);
    }

    /// <summary>Adds an entry; false when the column has as many as it can have.</summary>
    public bool TryAdd(int cell, ushort entry)
    {
        var column = (int)((uint)cell / Cells);
        var block = _blocks[column];
        var count = block.Lines == 0 ? 0 : _pool[(block.Line * LineEntries) + Cells - 1];
        if (block.Lines == 0 || count == (block.Lines - 1) * LineEntries)
        {
            if (count == MaxEntries)
            {
                return false;
            }

            Widen(column, count);
            block = _blocks[column];
        }

        var lines = Lines(block);
        int end = lines[(int)((uint)cell % Cells)];
        var list = lines.Slice(LineEntries + end, count - end + 1);
        list[..^1].CopyTo(list[1..]);
        list[0] = entry;
        MoveEnds(lines, cell, 1);
        return true;
    }

    /// <summary>Removes an entry that must be there.</summary>
    public void Remove(int cell, ushort entry)
    {
        var lines = Lines(_blocks[(int)((uint)cell / Cells)]);
        var start = StartOf(lines, cell);
        var place = start + lines.Slice(LineEntries + start, lines[(int)((uint)cell % Cells)] - start).IndexOf(entry);
        var list = lines.Slice(LineEntries + place, lines[Cells - 1] - place);
        list[1..].CopyTo(list);
        MoveEnds(lines, cell, ushort.MaxValue);
    }

    /// <summary>Replaces an entry that must be there.</summary>
    public void Replace(int cell, ushort entry, ushort replacement)
    {
        var lines = Lines(_blocks[(int)((uint)cell / Cells)]);
        var start = StartOf(lines, cell);
        var list = lines.Slice(LineEntries + start, lines[(int)((uint)cell % Cells)] - start);
        list[list.IndexOf(entry)] = replacement;
    }

    /// <summary>Gives each cell a list for so many entries; the index must be empty. They are then put in with <see cref="Fill"/>.</summary>
    public void Reserve(ReadOnlySpan<int> counts)
    {
        Clear();
        var lines = 0;
        for (var column = 0; column < counts.Length / Cells; column++)
        {
            lines += LinesFor(Sum(counts.Slice(column * Cells, Cells)));
        }

        if (_pool.Length < lines * LineEntries)
        {
            _pool.Resize(lines * LineEntries);
        }

        for (var column = 0; column < counts.Length / Cells; column++)
        {
            var own = counts.Slice(column * Cells, Cells);
            var sum = Sum(own);
            if (sum > 0)
            {
                var head = Place(column, LinesFor(sum)) * LineEntries;
                var start = 0;
                for (var cell = 0; cell < Cells; cell++)
                {
                    // Where the list begins: each entry that is put in moves it on to where it ends.
                    _pool[head + cell] = (ushort)start;
                    start += own[cell];
                }
            }
        }
    }

    /// <summary>Puts an entry into a list that was reserved.</summary>
    public void Fill(int cell, ushort entry)
    {
        var head = _blocks[cell / Cells].Line * LineEntries;
        _pool[head + LineEntries + _pool[head + (cell % Cells)]++] = entry;
    }

    /// <summary>Entries of so many lists together.</summary>
    public static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static int LinesFor(int entries) => entries == 0 ? 0 : 1 + ((entries + LineEntries - 1) / LineEntries);

    /// <summary>A block: its line of ends, then its lists.</summary>
    private Span<ushort> Lines(Block block) => _pool.Slice(block.Line * LineEntries, block.Lines * LineEntries);

    private static int StartOf(ReadOnlySpan<ushort> lines, int cell)
    {
        var within = (int)((uint)cell % Cells);
        return within == 0 ? 0 : lines[within - 1];
    }

    /// <summary>Adds to the ends of a cell's list and of those behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveEnds(Span<ushort> lines, int cell, ushort change)
    {
        var behind = Vector512.GreaterThanOrEqual(Vector512<ushort>.Indices, Vector512.Create((ushort)((uint)cell % Cells)));
        (Vector512.Create<ushort>(lines) + (behind & Vector512.Create(change))).CopyTo(lines);
    }

    /// <summary>Gives a column a block with one more line.</summary>
    private void Widen(int column, int count)
    {
        var lines = LinesFor(count + 1);
        if ((_usedLines + lines) * LineEntries > _pool.Length)
        {
            MakeRoom(lines);
        }

        var old = _blocks[column];
        var line = Place(column, lines);
        var target = _pool.Slice(line * LineEntries, lines * LineEntries);
        if (old.Lines == 0)
        {
            target[..LineEntries].Clear();
            return;
        }

        _pool.Slice(old.Line * LineEntries, LineEntries + count).CopyTo(target);
        _leftLines += old.Lines;
    }

    /// <summary>Gives a column the next lines of the pool.</summary>
    private int Place(int column, int lines)
    {
        var line = _usedLines;
        _blocks[column] = new Block(line, lines);
        _usedLines += lines;
        return line;
    }

    /// <summary>Packs the blocks when a sixteenth of the pool was left by those that moved; otherwise the pool grows.</summary>
    private void MakeRoom(int lines)
    {
        if (_leftLines > lines && _leftLines > _usedLines / 16)
        {
            Pack();
        }

        if ((_usedLines + lines) * LineEntries > _pool.Length)
        {
            _pool.Resize((_usedLines + lines + Math.Max(Step, _usedLines / 16)) * LineEntries);
        }
    }

    /// <summary>Lays all blocks one behind the other, each with no more lines than it needs.</summary>
    private void Pack()
    {
        var copy = MemoryScratch.Mine.Lists(_usedLines * LineEntries);
        _pool.Slice(0, copy.Length).CopyTo(copy);
        (_usedLines, _leftLines) = (0, 0);
        for (var column = 0; column < _blocks.Length; column++)
        {
            var old = _blocks[column];
            if (old.Lines > 0)
            {
                var count = copy[(old.Line * LineEntries) + Cells - 1];
                var line = Place(column, LinesFor(count));
                copy.Slice(old.Line * LineEntries, LinesFor(count) * LineEntries)
                    .CopyTo(_pool.Slice(line * LineEntries, LinesFor(count) * LineEntries));
            }
        }
    }

    /// <summary>Where a column's block lies, in lines of the pool; without lines there is none. Four bytes: sixteen columns share a line.</summary>
    private readonly record struct Block
    {
        private const int LineBits = 20;

        private readonly uint _packed;

        public Block(int line, int lines) => _packed = ((uint)lines << LineBits) | (uint)line;

        public int Line => (int)(_packed & ((1 << LineBits) - 1));

        public int Lines => (int)(_packed >> LineBits);
    }
}
