using HtmIt.Engine.Parameters;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Encoders;

/// <summary>
/// Finds the width of the encoder's buckets, and where they are counted from, from the rows so far alone. While the first block of rows
/// comes in, the range seen so far counts; after it the resolution is settled and changes only by powers of two, when whole later blocks
/// are far wider or narrower.
/// </summary>
/// <remarks>
/// A change within the first block makes the model learn the rows of that block anew, so that it is always as if the range so far
/// had been known from the start; the scores given out stay as they were.
/// A given resolution is where it begins. It holds until the rows are as far off as a later block would have to be, and is forgotten then.
/// Within the first block the range is all that was seen but the outermost value of each end, and no more than four times the typical
/// spread, so that one wild value cannot squeeze everything else into a single bucket. A later block counts by its typical spread alone:
/// a single spike uses a few far buckets, only a lasting change of spread rescales.
/// </remarks>
internal sealed class ResolutionFinder
{
    private const double TypicalRangeFactor = 4;
    private const double SmallChange = 1.25;
    private const double WideningFactor = 4;
    private const double NarrowingFactor = 16;
    private const int NarrowBlocksBeforeChange = 4;

    private readonly ModelParameters _parameters;
    private readonly double[] _values;
    private readonly double[] _sorted;
    private readonly long[] _times;
    private int _rows;
    private int _nextLook = 2;
    private bool _settled;
    private bool _holdsGiven;
    private int _narrowBlocks;

    public ResolutionFinder(ModelParameters parameters)
    {
        _parameters = parameters;
        _values = new double[parameters.RangeRows];
        _sorted = new double[parameters.RangeRows];
        _times = new long[parameters.RangeRows];
        _holdsGiven = parameters.Resolution is not null;
        Resolution = parameters.Resolution ?? parameters.MinResolution;
    }

    /// <summary>The resolution in force.</summary>
    public double Resolution { get; private set; }

    /// <summary>The value that buckets are counted from: the first one, until the metric lives beyond the reach of buckets from there.</summary>
    public double Offset { get; private set; } = double.NaN;

    /// <summary>Rows before the newest one that a model should learn anew after <see cref="Observe"/> said so.</summary>
    public int RowsToRelearn => _settled ? _values.Length - 1 : _rows - 1;

    /// <summary>
    /// Takes the next row; the resolution may be another one afterwards. True while the first block comes in and the change makes
    /// what was learnt from it worthless.
    /// </summary>
    public bool Observe(long unixSeconds, double value)
    {
        Offset = double.IsNaN(Offset) ? value : Offset;
        _values[_rows++] = value;
        if (!_settled)
        {
            _times[_rows - 1] = unixSeconds;
            return LookAtFirstBlock();
        }

        if (_rows == _values.Length)
        {
            LookAtLaterBlock();
        }

        return false;
    }

    /// <summary>A row of the first block.</summary>
    public (long UnixSeconds, double Value) RowAt(int index) => (_times[index], _values[index]);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Resolution);
        writer.Write(Offset);
        writer.Write(_rows);
        writer.Write(_nextLook);
        writer.Write(_settled);
        writer.Write(_holdsGiven);
        writer.Write(_narrowBlocks);
        writer.Write(_values.AsSpan(0, _rows));
        for (var i = 0; i < _rows && !_settled; i++)
        {
            writer.Write(_times[i]);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        Resolution = reader.ReadDouble();
        Offset = reader.ReadDouble();
        _rows = reader.ReadInt32(0, _values.Length - 1);
        _nextLook = reader.ReadInt32(2, int.MaxValue);
        _settled = reader.ReadBoolean();
        _holdsGiven = reader.ReadBoolean();
        _narrowBlocks = reader.ReadInt32(0, NarrowBlocksBeforeChange);
        reader.Read(_values.AsSpan(0, _rows));
        for (var i = 0; i < _rows && !_settled; i++)
        {
            _times[i] = reader.ReadInt64(long.MinValue, long.MaxValue);
        }
        if (!(Resolution > 0))
        {
            throw new SnapshotFormatException("The snapshot holds no resolution.");
        }
    }

    private bool LookAtFirstBlock()
    {
        var last = _rows == _values.Length;

        // Looking at rows 2, 3, 4, 6, 9, 13 … is often enough for the range and keeps the cost of learning anew in bounds.
        if (!last && _rows < _nextLook)
        {
            return false;
        }

        _nextLook = _rows + Math.Max(1, _rows / 2);
        var sorted = Sort();
        var wanted = FromRange(FirstRange(sorted));
        var changes = _holdsGiven
            ? _rows >= BlockSpread.RobustRows && (IsFarWider(wanted) || IsFarNarrower(wanted))
            : wanted > Resolution * SmallChange || wanted < Resolution / SmallChange;
        if (changes)
        {
            Resolution = wanted;
            _holdsGiven = false;
        }

        var moves = MoveOffset(sorted);
        _settled = last;
        _rows = last ? 0 : _rows;
        return changes || moves;
    }

    private void LookAtLaterBlock()
    {
        var sorted = Sort();
        var wanted = FromRange(BlockSpread.Typical(sorted));
        _rows = 0;
        _narrowBlocks = IsFarNarrower(wanted) ? _narrowBlocks + 1 : 0;
        if (IsFarWider(wanted))
        {
            Resolution *= PowerOfTwoUpTo(wanted / Resolution);
        }
        else if (_narrowBlocks == NarrowBlocksBeforeChange)
        {
            Resolution /= PowerOfTwoUpTo(Resolution / wanted / 4);
            _narrowBlocks = 0;
        }

        MoveOffset(sorted);
    }

    private bool IsFarWider(double wanted) => wanted > Resolution * WideningFactor;

    /// <summary>A metric that stands still says nothing about its spread.</summary>
    private bool IsFarNarrower(double wanted) => wanted < Resolution / NarrowingFactor && wanted > _parameters.MinResolution;

    /// <summary>Counts the buckets from the middle of the block when that shares the outermost bucket with everything beyond, or nearly
    /// does: after a first value that was absurd, say.</summary>
    private bool MoveOffset(ReadOnlySpan<double> sorted)
    {
        var middle = BlockSpread.Middle(sorted);
        if (ScalarEncoder.IsWithinReach(middle, Offset, Resolution))
        {
            return false;
        }

        Offset = middle;
        return true;
    }

    private static double FirstRange(ReadOnlySpan<double> sorted)
    {
        var outer = BlockSpread.Outer(sorted);
        return sorted.Length < BlockSpread.RobustRows ? outer : Math.Min(outer, TypicalRangeFactor * BlockSpread.Typical(sorted));
    }

    private double FromRange(double halfRange)
    {
        var padded = halfRange * (1 + (2 * _parameters.RangePadding)) / _parameters.RangeBuckets * 2;
        return Math.Max(_parameters.MinResolution, Math.Min(padded, double.MaxValue / 4));
    }

    /// <summary>The block's rows so far, in order of their values.</summary>
    private ReadOnlySpan<double> Sort()
    {
        var sorted = _sorted.AsSpan(0, _rows);
        _values.AsSpan(0, _rows).CopyTo(sorted);
        sorted.Sort();
        return sorted;
    }

    private static double PowerOfTwoUpTo(double factor)
    {
        var power = 1.0;
        while (power * 2 <= factor && power < 1e300)
        {
            power *= 2;
        }

        return power;
    }
}
