namespace HtmIt.Engine.Reference;

/// <summary>
/// The random distributed scalar encoder (Purdy, "Encoding Data for HTM Systems", 2016): neighbouring values share bits, the more the nearer
/// they are, and values far apart share at most two by chance. Buckets are made on demand, so the range may grow for ever.
/// </summary>
internal sealed class ReferenceScalarEncoder
{
    public const int Width = 400;
    public const int ActiveBits = 21;
    private const int MaximumBuckets = 1000;
    private const int FirstBucket = MaximumBuckets / 2;
    private const int MaximumAccidentalOverlap = 2;

    private readonly double _resolution;
    private readonly LaggedGenerator _random;

    /// <summary>The bits of each bucket in the order in which outer buckets will replace them.</summary>
    private readonly int[]?[] _bits = new int[MaximumBuckets][];

    private int _lowest = FirstBucket;
    private int _highest = FirstBucket;
    private double? _offset;

    public ReferenceScalarEncoder(double resolution, uint seed)
    {
        _resolution = resolution;
        _random = new LaggedGenerator(seed);
        _bits[FirstBucket] = RandomBits();
    }

    /// <summary>130 buckets over a range that is padded by a fifth on both sides, but no bucket below 0.001.</summary>
    public static double ResolutionFor(double minimum, double maximum)
    {
        var padding = Math.Abs(maximum - minimum) * 0.2;
        var low = minimum - padding;
        var high = maximum + padding;
        return Math.Max(0.001, ((low == high ? low + 1 : high) - low) / 130);
    }

    /// <summary>Sets the bits of a value in a span of <see cref="Width"/>, which is all off before. A missing value (NaN) has none.</summary>
    public void Encode(double value, Span<bool> bits)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        foreach (var bit in BitsOf(BucketOf(value)))
        {
            bits[bit] = true;
        }
    }

    private int BucketOf(double value)
    {
        _offset ??= value;
        var distance = Math.Round((value - _offset.Value) / _resolution, MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(FirstBucket + distance, 0, MaximumBuckets - 1);
    }

    private int[] BitsOf(int bucket)
    {
        while (_highest < bucket)
        {
            _bits[_highest + 1] = NextTo(_bits[_highest]!, ++_highest);
        }

        while (_lowest > bucket)
        {
            _bits[_lowest - 1] = NextTo(_bits[_lowest]!, --_lowest);
        }

        return _bits[bucket]!;
    }

    /// <summary>A new outermost bucket: its inner neighbour with one bit replaced.</summary>
    private int[] NextTo(int[] neighbour, int bucket)
    {
        var bits = (int[])neighbour.Clone();
        do
        {
            bits[bucket % ActiveBits] = _random.Below(Width);
        } while (neighbour.Contains(bits[bucket % ActiveBits]) || !OverlapsAsItShould(bits, bucket));

        return bits;
    }

    private bool OverlapsAsItShould(int[] bits, int bucket)
    {
        for (var other = 0; other < MaximumBuckets; other++)
        {
            if (other == bucket || _bits[other] is not { } otherBits)
            {
                continue;
            }

            var overlap = otherBits.Count(bits.Contains);
            var distance = Math.Abs(bucket - other);
            if (distance < ActiveBits ? overlap != ActiveBits - distance : overlap > MaximumAccidentalOverlap)
            {
                return false;
            }
        }

        return true;
    }

    private int[] RandomBits()
    {
        var all = Enumerable.Range(0, Width).ToArray();
        for (var i = 0; i < Width; i++)
        {
            var other = i + _random.Below(Width - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..ActiveBits];
    }
}
