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
internal readonly record struct EvidenceScale(TailKind Tail, double Softening)
{
    private const int BucketsPerOctaveBits = 4;
    private const int Shift = 52 - BucketsPerOctaveBits;
    private const int Octaves = 30;
    public const int BucketCount = (Octaves << BucketsPerOctaveBits) + 1;
    private const int RefreshEvery = 8;
    private const int HalveAt = 20_000;
    private const int FewestCounted = 30;
    private const double OrdinaryShare = 0.9;
    private const double HighShare = 0.97;
    private const double RankedStart = 1.5;
    private const double Ln10 = 2.302585092994046;

    // ln((1 - 0.9) / (1 - 0.97)): an exponential tail falls by so much between the two quantiles.
    private const double QuantileDistance = 1.2039728043259361;

    /// <summary>Buckets below 2^-20 are one; the largest value told apart is 2^10.</summary>
    private static int FirstBits => (1023 - 20) << BucketsPerOctaveBits;

    /// <summary>Decades of surprise of <paramref name="x"/>, which is not below 0, against what was counted so far.</summary>
    public double Measure(ref EvidenceLine line, ref EvidenceHistogram past, double x)
    {
        if (line.Total < FewestCounted)
        {
            return 0;
        }

        if (line.UntilRefresh-- <= 0)
        {
            Refresh(ref line, past.Counts);
        }

        var decades = x <= line.Cut ? 0 : line.DecadesAtCut + ((x - line.Cut) / ((line.Excess + Softening) * Ln10));
        return Tail == TailKind.Ranked ? Ranked(line, past.Counts, x, decades) : decades;
    }

    /// <summary>Lets a value count towards the past.</summary>
    public static void Count(ref EvidenceLine line, ref EvidenceHistogram past, double x)
    {
        var bucket = BucketOf(x);
        past.Counts[bucket]++;
        line.Highest = Math.Max(line.Highest, (ushort)bucket);
        if (++line.Total == HalveAt)
        {
            Halve(ref line, past.Counts);
        }
    }

    public static void Save(in EvidenceLine line, ref EvidenceHistogram past, SnapshotWriter writer)
    {
        writer.Write((int)line.Total);
        writer.Write((int)line.UntilRefresh);
        writer.Write(line.Cut);
        writer.Write(line.Excess);
        writer.Write(line.DecadesAtCut);
        writer.Write(line.Top);
        writer.Write(past.Counts);
    }

    public static void Load(ref EvidenceLine line, ref EvidenceHistogram past, ref SnapshotReader reader)
    {
        line.Total = (ushort)reader.ReadInt32(0, HalveAt - 1);
        line.UntilRefresh = (sbyte)reader.ReadInt32(-1, RefreshEvery);
        line.Cut = reader.ReadDouble();
        line.Excess = reader.ReadDouble();
        line.DecadesAtCut = reader.ReadDouble();
        line.Top = reader.ReadDouble();
        var counts = past.Counts;
        reader.Read(counts);
        var sum = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            sum += counts[bucket];
            line.Highest = counts[bucket] > 0 ? (ushort)bucket : line.Highest;
        }

        SnapshotReader.Check(sum, line.Total, line.Total);
    }

    private static int BucketOf(double x)
    {
        var bits = (int)(BitConverter.DoubleToInt64Bits(x) >> Shift) - FirstBits;
        return Math.Clamp(bits + 1, 0, BucketCount - 1);
    }

    private static double MiddleOf(int bucket) =>
        bucket == 0 ? 0 : BitConverter.Int64BitsToDouble(((long)(bucket - 1 + FirstBits) << Shift) + (1L << (Shift - 1)));

    /// <summary>The decades counted from <see cref="RankedStart"/> on, of the tail or of the rank, whichever is less.</summary>
    private double Ranked(in EvidenceLine line, ReadOnlySpan<ushort> counts, double x, double decades)
    {
        if (decades <= RankedStart)
        {
            return 0;
        }

        var bucket = BucketOf(x);
        var above = 0;
        for (var higher = bucket + 1; higher <= line.Highest; higher++)
        {
            above += counts[higher];
        }

        var rank = PortableMath.Log10((line.Total + 1) / (above + (0.5 * counts[bucket]) + 1));
        if (above == 0 && x > line.Top)
        {
            rank += 2 * PortableMath.Log10((x + Softening) / (line.Top + Softening));
        }

        return Math.Max(0, Math.Min(decades, rank) - RankedStart);
    }

    private void Refresh(ref EvidenceLine line, ReadOnlySpan<ushort> counts)
    {
        line.UntilRefresh = RefreshEvery - 1;
        var target = line.Total * (1 - OrdinaryShare);
        var highTarget = line.Total * (1 - HighShare);
        var above = 0;
        var sum = 0.0;
        var high = -1;
        line.Top = 0;
        int bucket = line.Highest;
        for (; bucket > 0 && above + counts[bucket] <= target; bucket--)
        {
            if (counts[bucket] == 0)
            {
                continue;
            }

            line.Top = above == 0 ? MiddleOf(bucket) : line.Top;
            high = high < 0 && above + counts[bucket] > highTarget ? bucket : high;
            above += counts[bucket];
            sum += counts[bucket] * MiddleOf(bucket);
        }

        line.Top = above == 0 ? MiddleOf(bucket) : line.Top;
        line.Cut = MiddleOf(bucket);
        line.Excess =
            Tail == TailKind.Quantiles ? (MiddleOf(high < 0 ? bucket : high) - line.Cut) / QuantileDistance
            : above == 0 ? 0
            : (sum - (above * line.Cut)) / above;
        line.DecadesAtCut = PortableMath.Log10((line.Total + 1.0) / (above + 1.0));
    }

    private static void Halve(ref EvidenceLine line, Span<ushort> counts)
    {
        line.Total = 0;
        foreach (ref var count in counts)
        {
            count /= 2;
            line.Total += count;
        }
    }
}
