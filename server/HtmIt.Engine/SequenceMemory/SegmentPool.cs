using System.Numerics;
using HtmIt.Engine.Layout;

namespace HtmIt.Engine.SequenceMemory;

/// <summary>
/// All segments of a model. A segment's first cache line is found by its number, further ones by the line before; the cells that segments
/// belong to lie side by side, since most are asked for nothing else. A free number is always the lowest one.
/// </summary>
internal sealed unsafe class SegmentPool
{
    private const int Step = 32;
    private const int None = -1;

    private readonly ulong[] _free;
    private CacheLines<SegmentLine> _segments;
    private CacheLines<SegmentLine> _further;
    private CacheLines<ushort> _cells;
    private int _firstFreeWord;
    private int _freeLine = None;
    private int _usedLines;

    public SegmentPool(int maxSegments)
    {
        MaxSegments = maxSegments;
        _free = new ulong[(maxSegments + 63) / 64];
        Clear();
    }

    public int MaxSegments { get; }

    /// <summary>Segments in use.</summary>
    public int Used { get; private set; }

    /// <summary>One more than the highest number that was ever in use.</summary>
    public int Bound { get; private set; }

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => _segments.Bytes + _further.Bytes + _cells.Bytes + (sizeof(ulong) * _free.Length);

    /// <summary>The cell a segment belongs to.</summary>
    public ref ushort Cell(int segment) => ref _cells[segment];

    /// <summary>The first line of a segment.</summary>
    public ref SegmentLine this[int segment] => ref _segments[segment];

    /// <summary>Gives all segments back, but keeps the memory.</summary>
    public void Clear()
    {
        _segments.Span.Clear();
        _free.AsSpan().Fill(ulong.MaxValue);
        if (MaxSegments % 64 != 0)
        {
            _free[^1] = (1UL << (MaxSegments % 64)) - 1;
        }

        (Used, Bound, _firstFreeWord, _freeLine, _usedLines) = (0, 0, 0, None, 0);
    }

    /// <summary>Asks for the first line.</summary>
    public void PrefetchFirst(int segment) => Prefetch.Line(_segments.At(segment));

    /// <summary>Asks for the further lines of a segment whose first line is there.</summary>
    public void PrefetchFurther(int segment)
    {
        ref var line = ref _segments[segment];
        if (line.Count > SegmentLine.Capacity)
        {
            Prefetch.Line(_further.At(line.Next));
        }
    }

    /// <summary>Asks for the cells of all segments.</summary>
    public void PrefetchCells() => Prefetch.Lines(_cells.At(0), Bound * sizeof(ushort));

    /// <summary>Finds the lines that hold the synapses of a segment.</summary>
    public void Find(int segment, out SegmentLines lines)
    {
        lines = default;
        ref var first = ref _segments[segment];
        lines[0] = _segments.At(segment);
        var next = first.Next;
        for (int line = 1, count = first.Count - SegmentLine.Capacity; count > 0; line++, count -= SegmentLine.Capacity)
        {
            ref var further = ref _further[next];
            lines[line] = _further.At(next);
            next = further.Next;
        }
    }

    /// <summary>Adds synapses as the newest ones.</summary>
    public void Add(int segment, ReadOnlySpan<ushort> sources, byte permanence)
    {
        int count = _segments[segment].Count;
        Find(segment, out var lines);
        foreach (var source in sources)
        {
            if (count > 0 && count % SegmentLine.Capacity == 0)
            {
                // Further lines may move when one is taken.
                var number = TakeLine();
                Find(segment, out lines);
                lines[(count / SegmentLine.Capacity) - 1]->Next = number;
                lines[count / SegmentLine.Capacity] = _further.At(number);
            }

            lines.Source(count) = source;
            lines.Permanence(count) = permanence;
            _segments[segment].Count = (byte)++count;
        }
    }

    /// <summary>Says how many synapses are left of a segment, after the last ones moved up; lines without any become free.</summary>
    public void Shrink(int segment, in SegmentLines lines, int count)
    {
        var kept = Math.Max(1, LinesOf(count));
        var number = lines[kept - 1]->Next;
        for (var left = LinesOf(_segments[segment].Count) - kept; left > 0; left--)
        {
            var next = _further[number].Next;
            _further[number].Next = _freeLine;
            (_freeLine, number) = (number, next);
        }

        _segments[segment].Count = (byte)count;
    }

    /// <summary>Takes the lowest free segment; false when all are in use.</summary>
    public bool TryTake(out int segment)
    {
        while (_firstFreeWord < _free.Length && _free[_firstFreeWord] == 0)
        {
            _firstFreeWord++;
        }

        if (_firstFreeWord == _free.Length)
        {
            segment = None;
            return false;
        }

        segment = (_firstFreeWord * 64) + BitOperations.TrailingZeroCount(_free[_firstFreeWord]);
        TakeThis(segment);
        return true;
    }

    /// <summary>Takes a certain free segment, as loading does.</summary>
    public void TakeThis(int segment)
    {
        _free[segment / 64] &= ~(1UL << (segment % 64));
        Used++;
        Bound = Math.Max(Bound, segment + 1);
        _segments.EnsureIndex(segment, Step, MaxSegments);
        _cells.EnsureIndex(segment, Step, MaxSegments);
    }

    /// <summary>Gives a segment without synapses back.</summary>
    public void Release(int segment)
    {
        _free[segment / 64] |= 1UL << (segment % 64);
        _firstFreeWord = Math.Min(_firstFreeWord, segment / 64);
        Used--;
    }

    private static int LinesOf(int synapses) => (synapses + SegmentLine.Capacity - 1) / SegmentLine.Capacity;

    private int TakeLine()
    {
        if (_freeLine == None)
        {
            _further.EnsureIndex(_usedLines, Step);
            return _usedLines++;
        }

        var line = _freeLine;
        _freeLine = _further[line].Next;
        return line;
    }
}
