using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>
/// Puts a statistic on a common scale: decades of surprise against its own past. 0 up to the ordinary quantile of the past; beyond it
/// an exponential tail: <c>log10(n / n_u) + (x − u) / ((m + ε) ln 10)</c>, where m is found as <see cref="TailKind"/> says.
/// </summary>
/// <remarks>
/// The past is a histogram with sixteen buckets an octave, taken from the bits of the number, so that neither logarithm nor sorting is
/// needed. All counts are halved now and then: memory is fixed, and a past of ten thousand rows outweighs an older one.
/// </remarks>
internal sealed class EvidenceScale(TailKind tail, double softening)
{
    private const int BucketsPerOctaveBits = 4;
    private const int Shift = 52 - BucketsPerOctaveBits;
    private const int Octaves = 30;
    private const int BucketCount = (Octaves << BucketsPerOctaveBits) + 1;
    private const int RefreshEvery = 8;
    private const int HalveAt = 20_000;
    private const int FewestCounted = 30;
    private const double OrdinaryShare = 0.9;
    private const double HighShare = 0.97;
    private const double RankedStart = 1.5;
    private const double Ln10 = 2.302585092994046;

    // ln((1 - 0.9) / (1 - 0.97)): an exponential tail falls by so much between the two quantiles.
    private const double QuantileDistance = 1.2039728043259361;

    private readonly ushort[] _counts = new ushort[BucketCount];
    private int _total;
    private int _untilRefresh;
    private double _cut;
    private double _excess;
    private double _decadesAtCut;
    private double _top;

    /// <summary>Buckets below 2^-20 are one; the largest value told apart is 2^10.</summary>
    private static int FirstBits => (1023 - 20) << BucketsPerOctaveBits;

    /// <summary>Decades of surprise of <paramref name="x"/>, which is not below 0, against what was counted so far.</summary>
    public double Measure(double x)
    {
        if (_total < FewestCounted)
        {
            return 0;
        }

        if (_untilRefresh-- <= 0)
        {
            Refresh();
        }

        var decades = x <= _cut ? 0 : _decadesAtCut + ((x - _cut) / ((_excess + softening) * Ln10));
        return tail == TailKind.Ranked ? Ranked(x, decades) : decades;
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
        writer.Write(_top);
        writer.Write(_counts);
    }

    public void Load(ref SnapshotReader reader)
    {
        _total = reader.ReadInt32(0, HalveAt - 1);
        _untilRefresh = reader.ReadInt32(-1, RefreshEvery);
        _cut = reader.ReadDouble();
        _excess = reader.ReadDouble();
        _decadesAtCut = reader.ReadDouble();
        _top = reader.ReadDouble();
        reader.Read(_counts);
        var sum = 0L;
        foreach (var count in _counts)
        {
            sum += count;
        }

        SnapshotReader.Check(sum, _total, _total);
    }

    private static int BucketOf(double x)
    {
        var bits = (int)(BitConverter.DoubleToInt64Bits(x) >> Shift) - FirstBits;
        return Math.Clamp(bits + 1, 0, BucketCount - 1);
    }

    private static double MiddleOf(int bucket) =>
        bucket == 0 ? 0 : BitConverter.Int64BitsToDouble(((long)(bucket - 1 + FirstBits) << Shift) + (1L << (Shift - 1)));

    /// <summary>The decades counted from <see cref="RankedStart"/> on, of the tail or of the rank, whichever is less.</summary>
    private double Ranked(double x, double decades)
    {
        if (decades <= RankedStart)
        {
            return 0;
        }

        var bucket = BucketOf(x);
        var above = 0;
        for (var higher = bucket + 1; higher < BucketCount; higher++)
        {
            above += _counts[higher];
        }

        var rank = PortableMath.Log10((_total + 1) / (above + (0.5 * _counts[bucket]) + 1));
        if (above == 0 && x > _top)
        {
            rank += 2 * PortableMath.Log10((x + softening) / (_top + softening));
        }

        return Math.Max(0, Math.Min(decades, rank) - RankedStart);
    }

    private void Refresh()
    {
        _untilRefresh = RefreshEvery - 1;
        var target = _total * (1 - OrdinaryShare);
        var highTarget = _total * (1 - HighShare);
        var above = 0;
        var sum = 0.0;
        var high = -1;
        _top = 0;
        var bucket = BucketCount - 1;
        for (; bucket > 0 && above + _counts[bucket] <= target; bucket--)
        {
            if (_counts[bucket] == 0)
            {
                continue;
            }

            _top = above == 0 ? MiddleOf(bucket) : _top;
            high = high < 0 && above + _counts[bucket] > highTarget ? bucket : high;
            above += _counts[bucket];
            sum += _counts[bucket] * MiddleOf(bucket);
        }

        _top = above == 0 ? MiddleOf(bucket) : _top;
        _cut = MiddleOf(bucket);
        _excess =
            tail == TailKind.Quantiles ? (MiddleOf(high < 0 ? bucket : high) - _cut) / QuantileDistance
            : above == 0 ? 0
            : (sum - (above * _cut)) / above;
        _decadesAtCut = PortableMath.Log10((_total + 1.0) / (above + 1.0));
    }

    private void Halve()
    {
        _total = 0;
        foreach (ref var count in _counts.AsSpan())
        {
            count /= 2;
            _total += count;
        }
    }
}
