using HtmIt.Engine.Parameters;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Encoders;

/// <summary>
/// Finds the encoder's resolution from the stream. While the first block of rows comes in, the range seen so far counts; after it
/// the resolution is settled and changes only by powers of two, when whole later blocks are far wider or narrower.
/// </summary>
/// <remarks>
/// A change within the first block makes the model learn the rows of that block anew, so that it is always as if the range so far
/// had been known from the start; the scores given out stay as they were.
/// Within the first block the range is the extremes seen, but not more than four times the distance between the 5 % and 95 %
/// quantiles once those are known, so that one wild value cannot squeeze everything else into a single bucket.
/// A later block counts by its quantiles alone: a single spike uses a few far buckets, only a lasting change of spread rescales.
/// </remarks>
internal sealed class ResolutionFinder
{
    private const double QuantileRangeFactor = 4;
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
    private int _narrowBlocks;
    private double _low = double.PositiveInfinity;
    private double _high = double.NegativeInfinity;

    public ResolutionFinder(ModelParameters parameters)
    {
        _parameters = parameters;
        _values = new double[parameters.RangeRows];
        _sorted = new double[parameters.RangeRows];
        _times = new long[parameters.RangeRows];
        Resolution = parameters.MinResolution;
    }

    /// <summary>The resolution in force.</summary>
    public double Resolution { get; private set; }

    /// <summary>Rows before the newest one that a model should learn anew after <see cref="Observe"/> said so.</summary>
    public int RowsToRelearn => _settled ? _values.Length - 1 : _rows - 1;

    /// <summary>
    /// Takes the next row; the resolution may be another one afterwards. True while the first block comes in and the change makes
    /// what was learnt from it worthless.
    /// </summary>
    public bool Observe(long unixSeconds, double value)
    {
        _low = Math.Min(_low, value);
        _high = Math.Max(_high, value);
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
        writer.Write(_rows);
        writer.Write(_nextLook);
        writer.Write(_settled);
        writer.Write(_narrowBlocks);
        writer.Write(_low);
        writer.Write(_high);
        writer.Write(_values.AsSpan(0, _rows));
        for (var i = 0; i < _rows && !_settled; i++)
        {
            writer.Write(_times[i]);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        Resolution = reader.ReadDouble();
        _rows = reader.ReadInt32(0, _values.Length - 1);
        _nextLook = reader.ReadInt32(2, int.MaxValue);
        _settled = reader.ReadBoolean();
        _narrowBlocks = reader.ReadInt32(0, NarrowBlocksBeforeChange);
        _low = reader.ReadDouble();
        _high = reader.ReadDouble();
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
        var resolution = FromRange(FirstRange());
        var changed = resolution > Resolution * SmallChange || resolution < Resolution / SmallChange;
        Resolution = changed ? resolution : Resolution;
        _settled = last;
        _rows = last ? 0 : _rows;
        return changed;
    }

    private double FirstRange()
    {
        var quantiles = QuantileRange();
        var extremes = HalvedDistance(_low, _high);
        return _rows >= 20 && quantiles > 0 ? Math.Min(extremes, QuantileRangeFactor * quantiles) : extremes;
    }

    private void LookAtLaterBlock()
    {
        var wanted = FromRange(QuantileRange());
        _rows = 0;
        if (wanted > Resolution * WideningFactor)
        {
            Resolution *= PowerOfTwoUpTo(wanted / Resolution);
            _narrowBlocks = 0;
        }
        else if (wanted < Resolution / NarrowingFactor && wanted > _parameters.MinResolution)
        {
            if (++_narrowBlocks == NarrowBlocksBeforeChange)
            {
                Resolution /= PowerOfTwoUpTo(Resolution / wanted / 4);
                _narrowBlocks = 0;
            }
        }
        else
        {
            _narrowBlocks = 0;
        }
    }

    private double FromRange(double halfRange)
    {
        var padded = halfRange * (1 + (2 * _parameters.RangePadding)) / _parameters.RangeBuckets * 2;
        return Math.Max(_parameters.MinResolution, Math.Min(padded, double.MaxValue / 4));
    }

    /// <summary>Half the distance between the 5 % and the 95 % quantile of the block's rows so far.</summary>
    private double QuantileRange()
    {
        var sorted = _sorted.AsSpan(0, _rows);
        _values.AsSpan(0, _rows).CopyTo(sorted);
        sorted.Sort();
        var cut = _rows / 20;
        return HalvedDistance(sorted[cut], sorted[_rows - 1 - cut]);
    }

    // Half of it, because the distance itself can exceed the largest double.
    private static double HalvedDistance(double low, double high) => (high * 0.5) - (low * 0.5);

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
