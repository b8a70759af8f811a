using CsCheck;
using HtmIt.Engine.Encoders;

namespace HtmIt.Engine.Tests.Encoders;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ScalarEncoderTests
{
    private const int Bits = 400;
    private const int Active = 21;

    [Test]
    public void Encode_BucketsApart_ShareOneBitLessPerStep()
    {
        Gen.Select(Gen.Long[-(1L << 40), 1L << 40], Gen.Int[0, 60])
            .Sample((bucket, distance) => Overlap(bucket, bucket + distance) == Math.Max(0, Active - distance), iter: 2_000);
    }

    [Test]
    public void Encode_AnyBucket_HasDistinctBitsInRange()
    {
        Gen.Long[-(1L << 40), 1L << 40]
            .Sample(bucket =>
                Code(new ScalarEncoder(1, Bits, Active), bucket) is var c && c.Distinct().Count() == Active && c.All(b => b < Bits)
            );
    }

    [Test]
    public void Encode_WithinTheUsualRange_SharesNothingBetweenDistantBuckets()
    {
        for (var a = -150; a <= 150; a++)
        {
            for (var b = a + Active; b <= 150; b++)
            {
                Assert.That(Overlap(a, b), Is.Zero, $"{a} and {b}");
            }
        }
    }

    [Test]
    public void Encode_OrderOfValues_DoesNotMatter()
    {
        Gen.Long[-5_000, 5_000]
            .Array[1, 30]
            .Sample(buckets =>
            {
                var encoder = new ScalarEncoder(1, Bits, Active);
                foreach (var bucket in buckets)
                {
                    Code(encoder, bucket);
                }

                return Code(encoder, buckets[0]).SequenceEqual(Code(new ScalarEncoder(1, Bits, Active), buckets[0]));
            });
    }

    [TestCase(double.MaxValue, -double.MaxValue, 1e-300, 1L << 40)]
    [TestCase(-double.MaxValue, double.MaxValue, 1e-300, -(1L << 40))]
    [TestCase(double.MaxValue, -double.MaxValue, double.MaxValue, 2)]
    [TestCase(1, 1, 1e-300, 0)]
    [TestCase(11.5, 10, 1, 2)]
    [TestCase(8.5, 10, 1, -2)]
    public void BucketOf_ExtremeValues_StaysWithinBounds(double value, double offset, double resolution, long bucket) =>
        Assert.That(ScalarEncoder.BucketOf(value, offset, resolution), Is.EqualTo(bucket));

    private static int Overlap(long a, long b)
    {
        var encoder = new ScalarEncoder(1, Bits, Active);
        return Code(encoder, a).Intersect(Code(encoder, b)).Count();
    }

    private static ushort[] Code(ScalarEncoder encoder, long bucket)
    {
        var code = new ushort[Active];
        encoder.Encode(bucket, 0, code);
        return code;
    }
}
