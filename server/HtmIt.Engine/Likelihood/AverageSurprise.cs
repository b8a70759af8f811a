using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Likelihood;

/// <summary>
/// The averaged raw score in decades of surprise against its own past: 0 up to the 90 % quantile, beyond it an exponential tail
/// fitted to the mean excess. The average has few distinct values, so the whole past fits a histogram.
/// </summary>
internal sealed class AverageSurprise(int activeColumns)
{
    private const int AveragedRows = 10;
    private const int FirstRows = 100;
    private const double Quantile = 0.9;
    private const double Softening = 0.03;

    private readonly uint[] _histogram = new uint[(AveragedRows * activeColumns) + 1];
    private readonly byte[] _recent = new byte[AveragedRows];
    private long _row;
    private int _sum;

    public double Compute(int misses)
    {
        var slot = (int)(_row % AveragedRows);
        _sum += misses - _recent[slot];
        _recent[slot] = (byte)misses;
        _row++;
        var surprise = _row > FirstRows ? Surprise() : 0;
        if (_row > FirstRows / 2)
        {
            _histogram[_sum]++;
        }

        return surprise;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_sum);
        writer.Write(_recent);
        writer.Write(_histogram);
    }

    public void Load(ref SnapshotReader reader)
    {
        _row = reader.ReadInt64(0, long.MaxValue);
        _sum = reader.ReadInt32(0, _histogram.Length - 1);
        reader.Read(_recent);
        reader.Read(_histogram);
    }

    private double Surprise()
    {
        var total = _row - 1 - (FirstRows / 2);
        long above = 0;
        long excess = 0;
        var cut = _histogram.Length - 1;
        for (; cut > 0 && above + _histogram[cut] <= (1 - Quantile) * total; cut--)
        {
            above += _histogram[cut];
            excess += above;
        }

        if (_sum <= cut)
        {
            return 0;
        }

        var scale = 1.0 / (AveragedRows * activeColumns);
        var mean = (excess * scale / Math.Max(above, 1)) + Softening;
        return PortableMath.Log10((double)total / Math.Max(above, 1)) + ((_sum - cut) * scale / mean * 0.43429448190325182765);
    }
}
