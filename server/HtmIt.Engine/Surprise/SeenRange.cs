using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Cuts the range of values seen so far into 512 to 1,024 cells whose width is a power of two. When the range outgrows the cells,
/// they are merged, when it moves, they are renumbered; <see cref="Renumber"/> says how old cell numbers become new ones.
/// </summary>
/// <remarks>
/// One wild value widens the range to four times its width at most, a lasting move widens it again with every row: so a single
/// outlier does not blind the model, and a new level is inside after a few rows. A range of which the last few thousand rows used less
/// than a sixteenth is cut down to what they used.
/// </remarks>
internal sealed class SeenRange
{
    /// <summary>Cell numbers lie in [0, Cells).</summary>
    public const int Cells = 2048;

    private const int MaxUsedCells = 1024;
    private const int UsedBits = 10;
    private const double MaxWidening = 3;
    private const int BlockRows = 1024;
    private const int NarrowBlocks = 4;
    private const int NarrowShare = 16;
    private const int SmallestExponent = -1020;

    private double _low;
    private double _high;
    private double _blockLow;
    private double _blockHigh;
    private double _recentLow;
    private double _recentHigh;
    private int _blockRow;
    private int _blocks;
    private int _exponent = SmallestExponent;
    private long _base;
    private bool _started;

    /// <summary>Width of the range in cells, at least 1.</summary>
    public double WidthInCells { get; private set; } = 1;

    /// <summary>How cell numbers changed at the last call of <see cref="Observe"/>; nothing changed when it is the identity.</summary>
    public CellShift Renumber { get; private set; } = CellShift.None;

    /// <summary>Takes a value and gives its cell. Values far outside fall into the outermost cell of the widened range.</summary>
    public int Observe(double value)
    {
        Renumber = CellShift.None;
        if (!_started)
        {
            Start(value);
        }

        Widen(value);
        NoteRecent(value);
        return CellOf(Math.Clamp(value, _low, _high));
    }

    public int CellOf(double value) => (int)Math.Clamp(Whole(value, _exponent) - _base, 0, Cells - 1);

    /// <summary>The cell that a value would have if cells went on for ever.</summary>
    public double PlaceOf(double value) => Math.Floor(Math.ScaleB(value, -_exponent)) - _base;

    /// <summary>The value in the middle of a cell.</summary>
    public double MiddleOf(int cell) => Math.ScaleB(_base + cell + 0.5, _exponent);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_started);
        writer.Write(_low);
        writer.Write(_high);
        writer.Write(_blockLow);
        writer.Write(_blockHigh);
        writer.Write(_recentLow);
        writer.Write(_recentHigh);
        writer.Write(_blockRow);
        writer.Write(_blocks);
        writer.Write(_exponent);
        writer.Write(_base);
        writer.Write(WidthInCells);
    }

    public void Load(ref SnapshotReader reader)
    {
        _started = reader.ReadBoolean();
        _low = reader.ReadDouble();
        _high = reader.ReadDouble();
        _blockLow = reader.ReadDouble();
        _blockHigh = reader.ReadDouble();
        _recentLow = reader.ReadDouble();
        _recentHigh = reader.ReadDouble();
        _blockRow = reader.ReadInt32(0, BlockRows);
        _blocks = reader.ReadInt32(0, NarrowBlocks);
        _exponent = reader.ReadInt32(SmallestExponent, 1100);
        _base = reader.ReadInt64();
        WidthInCells = reader.ReadDouble();
    }

    private void Start(double value)
    {
        _started = true;
        _low = _high = value;
        (_blockLow, _blockHigh) = (value, value);
        (_recentLow, _recentHigh) = (value, value);
        Fit();
    }

    private void Widen(double value)
    {
        if (value >= _low && value <= _high)
        {
            return;
        }

        // Halves, because the distance of two doubles can exceed the largest double.
        var half = (_high * 0.5) - (_low * 0.5);
        var reach = half == 0 ? double.MaxValue : half * 2 * MaxWidening;
        _high = value > _high ? Math.Min(value, _high + reach) : _high;
        _low = value < _low ? Math.Max(value, _low - reach) : _low;
        Fit();
    }

    /// <summary>Every four blocks of rows: have they used so little of the range that finer cells are due?</summary>
    private void NoteRecent(double value)
    {
        _blockLow = Math.Min(_blockLow, value);
        _blockHigh = Math.Max(_blockHigh, value);
        if (++_blockRow < BlockRows)
        {
            return;
        }

        _recentLow = _blocks == 0 ? _blockLow : Math.Min(_recentLow, _blockLow);
        _recentHigh = _blocks == 0 ? _blockHigh : Math.Max(_recentHigh, _blockHigh);
        (_blockLow, _blockHigh, _blockRow) = (value, value, 0);
        if (++_blocks == NarrowBlocks)
        {
            _blocks = 0;
            Narrow();
        }
    }

    private void Narrow()
    {
        var used = (_recentHigh * 0.5) - (_recentLow * 0.5);
        if (used > 0 && used < ((_high * 0.5) - (_low * 0.5)) / NarrowShare)
        {
            (_low, _high) = (_recentLow, _recentHigh);
            _exponent = SmallestExponent;
            Fit();
        }
    }

    /// <summary>Chooses the cell width for the range and lays the range into the middle of the cell numbers when it would stick out.</summary>
    private void Fit()
    {
        var before = (Exponent: _exponent, Base: _base);
        var half = (_high * 0.5) - (_low * 0.5);
        var exponent = half == 0 ? SmallestExponent : Math.ILogB(half) + 2 - UsedBits;
        // A double has 53 bits: finer cells than that would not tell large values apart.
        var largest = Math.Max(Math.Abs(_low), Math.Abs(_high));
        exponent = Math.Max(exponent, largest == 0 ? SmallestExponent : Math.ILogB(largest) - 50);
        _exponent = Math.Max(exponent, _exponent);
        var first = Whole(_low, _exponent);
        var last = Whole(_high, _exponent);
        if (_exponent != before.Exponent || first < _base || last >= _base + Cells)
        {
            _base = first - ((Cells - (last - first)) / 2);
        }

        WidthInCells = Math.Clamp(last - first + 1, 1, MaxUsedCells + 1);
        Renumber = Renumber.Then(new CellShift(_exponent - before.Exponent, before.Base, _base));
    }

    private static long Whole(double value, int exponent) => (long)Math.Floor(Math.ScaleB(value, -exponent));
}
