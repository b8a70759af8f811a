using HtmIt.Engine.Numerics;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Incidents;

/// <summary>How many earlier episodes were at least so large, where each fades with time. A histogram with sixteen buckets an octave.</summary>
internal sealed class EpisodeHistory(double forgettingRows)
{
    private const int BucketsPerOctaveBits = 4;
    private const int Shift = 52 - BucketsPerOctaveBits;
    private const int FirstBits = (1023 - 8) << BucketsPerOctaveBits;
    private const int BucketCount = 24 << BucketsPerOctaveBits;

    private readonly double[] _weights = new double[BucketCount];
    private long _row;
    private int _highest;

    public void Add(double evidence, long row)
    {
        Fade(row);
        var bucket = BucketOf(evidence);
        _weights[bucket] += 1;
        _highest = Math.Max(_highest, bucket);
    }

    public double CountFrom(double evidence, long row)
    {
        var sum = 0.0;
        for (var bucket = BucketOf(evidence); bucket <= _highest; bucket++)
        {
            sum += _weights[bucket];
        }

        return sum * PortableMath.Exp((_row - row) / forgettingRows);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_row);
        writer.Write(_weights);
    }

    public void Load(ref SnapshotReader reader)
    {
        _row = reader.ReadInt64();
        reader.Read(_weights);
        _highest = Math.Max(0, _weights.AsSpan().LastIndexOfAnyExcept(0));
    }

    private static int BucketOf(double evidence) =>
        Math.Clamp((int)(BitConverter.DoubleToInt64Bits(evidence) >> Shift) - FirstBits, 0, BucketCount - 1);

    private void Fade(long row)
    {
        var factor = PortableMath.Exp((_row - row) / forgettingRows);
        foreach (ref var weight in _weights.AsSpan())
        {
            weight *= factor;
        }

        _row = row;
    }
}
