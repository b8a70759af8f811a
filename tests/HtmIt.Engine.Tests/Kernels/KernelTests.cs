using CsCheck;
using HtmIt.Engine.Kernels;

namespace HtmIt.Engine.Tests.Kernels;

/// <summary>All kernels against their scalar form. On a machine without a width the runtime emulates it, so the code is still tested.</summary>
[TestFixture(KernelLevel.Vector256)]
[TestFixture(KernelLevel.Vector512)]
[Parallelizable(ParallelScope.All)]
internal sealed class KernelTests(KernelLevel level)
{
    [Test]
    public void Count_AnyRows_EqualsScalar()
    {
        Gen.Select(Gen.Int[0, 63], Gen.Int[1, 4], Gen.Int)
            .Sample(
                (chosen, blocks, seed) =>
                {
                    var random = new Random(seed);
                    var words = blocks * 8;
                    var table = Fill(random, new ulong[64 * words]);
                    var inputs = Enumerable.Range(0, chosen).Select(_ => (ushort)random.Next(64)).ToArray();
                    var expected = new ulong[OverlapKernel.Planes * words];
                    var planes = new ulong[OverlapKernel.Planes * words];
                    OverlapKernel.Count(KernelLevel.Scalar, table, inputs, words, expected, words);
                    OverlapKernel.Count(level, table, inputs, words, planes, words);
                    return planes.AsSpan().SequenceEqual(expected);
                },
                iter: 200
            );
    }

    [Test]
    public void Learn_AnyRow_EqualsScalar()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Byte, Gen.Byte, Gen.Byte[2, 255], Gen.Int)
            .Sample(
                (blocks, up, down, connected, seed) =>
                {
                    var random = new Random(seed);
                    var row = new byte[blocks * 64];
                    random.NextBytes(row);
                    var active = row.Select(_ => random.Next(3) == 0 ? byte.MaxValue : (byte)0).ToArray();
                    for (var i = 0; i < row.Length; i += 1 + random.Next(5))
                    {
                        row[i] = 0;
                    }

                    var step = new ProximalStep(up, down, connected);
                    byte[] expected = [.. row];
                    var expectedFlips = new ulong[blocks];
                    var flips = new ulong[blocks];
                    ProximalKernel.Learn(KernelLevel.Scalar, expected, active, step, expectedFlips);
                    ProximalKernel.Learn(level, row, active, step, flips);
                    return row.SequenceEqual(expected) && flips.SequenceEqual(expectedFlips);
                },
                iter: 300
            );
    }

    [Test]
    public void Adapt_AnySegment_EqualsScalar()
    {
        var step = Gen.Select(Gen.Byte[0, 128], Gen.Byte[0, 128], Gen.Byte[0, 128], Gen.Byte[1, 128]);
        Gen.Select(Gen.Int[1, 64], step, Gen.Int)
            .Sample(
                (count, s, seed) =>
                {
                    var random = new Random(seed);
                    var active = Enumerable.Range(0, 512).Select(_ => (uint)random.NextInt64(uint.MaxValue)).ToArray();
                    var sources = Enumerable.Range(0, 64).Select(_ => (ushort)random.Next(512 * 32)).ToArray();
                    var permanences = Enumerable.Range(0, 64).Select(_ => (byte)random.Next(129)).ToArray();
                    byte[] expected = [.. permanences];
                    var change = new SegmentStep(s.Item1, s.Item2, s.Item3, s.Item4);
                    var expectedFlips = SegmentKernel.Adapt(
                        KernelLevel.Scalar,
                        sources,
                        expected,
                        count,
                        active,
                        change,
                        out var expectedEmptied
                    );
                    var flips = SegmentKernel.Adapt(level, sources, permanences, count, active, change, out var emptied);
                    return flips == expectedFlips
                        && emptied == expectedEmptied
                        && permanences.AsSpan(0, count).SequenceEqual(expected.AsSpan(0, count));
                },
                iter: 500
            );
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(1_000)]
    public void FindAtLeast_AnyLength_EqualsScalar(int length)
    {
        var random = new Random(length);
        var counts = Enumerable.Range(0, length).Select(_ => (ushort)(random.Next(256) << 8 | random.Next(12))).ToArray();
        var expected = new ushort[length];
        var found = new ushort[length];

        var expectedCount = CountKernel.FindAtLeast(KernelLevel.Scalar, counts, 5, expected);
        var count = CountKernel.FindAtLeast(level, counts, 5, found);

        Assert.That(found[..count], Is.EqualTo(expected[..expectedCount]));
    }

    [Test]
    public void Pick_AnyCounts_TakesTheLargestAndTheLowerOfEquals()
    {
        Gen.Select(Gen.Int[0, 63], Gen.Int[1, 40], Gen.Int)
            .Sample(
                (chosen, k, seed) =>
                {
                    const int words = 8;
                    var random = new Random(seed);
                    var table = Fill(random, new ulong[64 * words]);
                    var inputs = Enumerable.Range(0, chosen).Select(_ => (ushort)random.Next(64)).ToArray();
                    var planes = new ulong[OverlapKernel.Planes * words];
                    OverlapKernel.Count(level, table, inputs, words, planes, words);
                    var winners = new ushort[k];
                    var candidates = new ulong[words];
                    Array.Fill(candidates, ulong.MaxValue);
                    LargestKernel.Pick(planes, candidates, winners);
                    var expected = Enumerable
                        .Range(0, words * 64)
                        .OrderByDescending(c => inputs.Count(i => (table[(i * words) + (c / 64)] >> (c % 64) & 1) != 0))
                        .ThenBy(c => c)
                        .Take(k)
                        .Order()
                        .Select(c => (ushort)c);
                    return winners.SequenceEqual(expected);
                },
                iter: 100
            );
    }

    private static ulong[] Fill(Random random, ulong[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64();
        }

        return words;
    }
}
