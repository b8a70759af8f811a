using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.Encoders;

/// <summary>
/// Random distributed scalar encoder without memory of what it has seen: bucket b has the bits at places b … b + w − 1 of an
/// endless random sequence, so that buckets d apart share exactly w − d bits for d ≤ w.
/// </summary>
/// <remarks>
/// The sequence is made of blocks of n / 2 places. Even blocks shuffle the lower half of the bits, odd blocks the upper half:
/// within any n / 2 places no bit repeats, and a range of up to n − w buckets shares nothing between buckets w or more apart.
/// The bits of a value do not depend on the order in which values arrived, and nothing grows however far the values roam.
/// </remarks>
internal sealed class ScalarEncoder
{
    private const int CachedBlocks = 4;

    // A double holds such bucket numbers exactly, with room for the places beyond.
    private const double FarthestBucket = 1L << 40;

    private readonly ulong _seed;
    private readonly int _activeBits;
    private readonly int _blockLength;
    private ushort[] _places = [];
    private long[] _cached = [];

    public ScalarEncoder(ulong seed, int bits, int activeBits)
    {
        _seed = seed;
        _activeBits = activeBits;
        _blockLength = bits / 2;
    }

    /// <summary>The bucket of a value: 0 around the offset, one more per resolution; far values share the outermost buckets.</summary>
    public static long BucketOf(double value, double offset, double resolution) =>
        (long)Math.Clamp(Math.Round(Steps(value, offset, resolution), MidpointRounding.AwayFromZero), -FarthestBucket, FarthestBucket);

    /// <summary>Whether values around this one have buckets of their own, with as many beyond them on the far side as between.</summary>
    public static bool IsWithinReach(double value, double offset, double resolution) =>
        Math.Abs(Steps(value, offset, resolution)) <= FarthestBucket / 2;

    // Halves, so that the difference of two huge numbers stays finite.
    private static double Steps(double value, double offset, double resolution) => ((value * 0.5) - (offset * 0.5)) / (resolution * 0.5);

    /// <summary>Where in the endless sequence a bucket's bits begin. Bucket 0 lies in the middle of blocks 0 and 1.</summary>
    public long FirstPlace(long bucket) => bucket + _blockLength - (_activeBits / 2);

    /// <summary>Writes the indices of a bucket's bits and returns how many.</summary>
    public int Encode(long bucket, int firstBit, Span<ushort> active)
    {
        var place = FirstPlace(bucket);
        var block = (long)Math.Floor((double)place / _blockLength);
        var within = (int)(place - (block * _blockLength));
        var bits = Block(block);
        for (var i = 0; i < _activeBits; i++)
        {
            if (within == _blockLength)
            {
                bits = Block(block + 1);
                within = 0;
            }

            active[i] = (ushort)(firstBit + bits[within++]);
        }

        return _activeBits;
    }

    /// <summary>The bits at the places of a block.</summary>
    public static void Shuffle(ulong seed, long block, Span<ushort> bits)
    {
        var first = (int)(block & 1) * bits.Length;
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (ushort)(first + i);
        }

        var random = new CounterRandom(seed, RandomPurpose.ScalarEncoder, (ulong)block);
        for (var i = 0; i < bits.Length - 1; i++)
        {
            var other = i + random.Next(bits.Length - i);
            (bits[i], bits[other]) = (bits[other], bits[i]);
        }
    }

    private ReadOnlySpan<ushort> Block(long block)
    {
        if (_places.Length == 0)
        {
            // Only values far from the first one need them.
            _places = new ushort[CachedBlocks * _blockLength];
            _cached = new long[CachedBlocks];
            Array.Fill(_cached, long.MinValue);
        }

        var slot = (int)(block & (CachedBlocks - 1));
        var bits = _places.AsSpan(slot * _blockLength, _blockLength);
        if (_cached[slot] != block)
        {
            Shuffle(_seed, block, bits);
            _cached[slot] = block;
        }

        return bits;
    }
}
