using System.Runtime.InteropServices;
using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Puts a statistic on a common scale: decades of surprise against its own past. 0 up to the ordinary quantile of the past; beyond it
/// an exponential tail with the mean excess of the past: <c>log10(n / n_u) + (x − u) / ((m + ε) ln 10)</c>.
/// </summary>
/// <remarks>
/// The past is a histogram with sixteen buckets an octave, taken from the bits of the number, so that neither logarithm nor sorting is
/// needed. All counts are halved now and then: memory is fixed, and a past of ten thousand rows outweighs an older one.
/// </remarks>
internal sealed class SurpriseScale(double ordinaryShare, double softening)
{
    private const int BucketsPerOctaveBits = 4;
    private const int Shift = 52 - BucketsPerOctaveBits;
    private const int Octaves = 30;
    private const int BucketCount = (Octaves << BucketsPerOctaveBits) + 1;
    private const int RefreshEvery = 8;
    private const uint HalveAt = 20_000;
    private const double Ln10 = 2.302585092994046;

    private readonly uint[] _counts = new uint[BucketCount];
    private uint _total;
    private int _untilRefresh;
    private double _cut;
    private double _excess;
    private double _decadesAtCut;

    /// <summary>Buckets below 2^-20 are one; the largest value told apart is 2^10.</summary>
    private static int FirstBits => (1023 - 20) << BucketsPerOctaveBits;

    /// <summary>Decades of surprise of <paramref name="x"/>, which is not below 0, against what was counted so far.</summary>
    public double Measure(double x)
    {
        if (_total == 0)
        {
            return 0;
        }

        if (_untilRefresh-- <= 0)
        {
            Refresh();
        }

        return x <= _cut ? 0 : _decadesAtCut + ((x - _cut) / ((_excess + softening) * Ln10));
    }

    public void Count(double x)
    {
        _counts[BucketOf(x)]++;
        if (++_total == HalveAt)
        {
            Halve();
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_total);
        writer.Write(_untilRefresh);
        writer.Write(_cut);
        writer.Write(_excess);
        writer.Write(_decadesAtCut);
        writer.Write(_counts);
    }

    public void Load(ref SnapshotReader reader)
    {
        _total = reader.ReadUInt32();
        _untilRefresh = reader.ReadInt32();
        _cut = reader.ReadDouble();
        _excess = reader.ReadDouble();
        _decadesAtCut = reader.ReadDouble();
        reader.Read(_counts);
    }

    private static int BucketOf(double x)
    {
        var bits = (int)(BitConverter.DoubleToInt64Bits(x) >> Shift) - FirstBits;
        return Math.Clamp(bits + 1, 0, BucketCount - 1);
    }

    private static double MiddleOf(int bucket) =>
        bucket == 0 ? 0 : BitConverter.Int64BitsToDouble(((long)(bucket - 1 + FirstBits) << Shift) + (1L << (Shift - 1)));

    private void Refresh()
    {
        _untilRefresh = RefreshEvery - 1;
        var target = _total * (1 - ordinaryShare);
        uint above = 0;
        var sum = 0.0;
        var bucket = BucketCount - 1;
        for (; bucket > 0 && above + _counts[bucket] <= target; bucket--)
        {
            if (_counts[bucket] != 0)
            {
                above += _counts[bucket];
                sum += _counts[bucket] * MiddleOf(bucket);
            }
        }

        _cut = MiddleOf(bucket);
        _excess = above == 0 ? 0 : (sum - (above * _cut)) / above;
        _decadesAtCut = PortableMath.Log10((_total + 1.0) / (above + 1.0));
    }

    private void Halve()
    {
        _total = 0;
        foreach (ref var count in MemoryMarshal.CreateSpan(ref _counts[0], BucketCount))
        {
            count /= 2;
            _total += count;
        }
    }
}
