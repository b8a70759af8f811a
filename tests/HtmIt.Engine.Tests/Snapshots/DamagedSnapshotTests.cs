using System.Buffers;
using HtmIt.Engine.Parameters;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Tests.Snapshots;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DamagedSnapshotTests
{
    private static readonly byte[] Sound = MakeSnapshot();

    [Test]
    public void Load_TenThousandFlipsAndTruncations_RefusesEach()
    {
        var random = new Random(99);
        for (var i = 0; i < 10_000; i++)
        {
            var damaged = i % 4 == 0 ? Sound[..random.Next(Sound.Length)] : Flipped(random, 1 + random.Next(4));
            Assert.That(() => AnomalyModel.Load(damaged), Throws.InstanceOf<SnapshotFormatException>(), $"damage {i}");
        }
    }

    [Test]
    public void Load_EveryBitOfTheHeader_IsGuarded()
    {
        for (var bit = 0; bit < 8 * 24; bit++)
        {
            byte[] damaged = [.. Sound];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => AnomalyModel.Load(damaged), Throws.InstanceOf<SnapshotFormatException>(), $"bit {bit}");
        }
    }

    [Test]
    public void Load_SomethingAppended_IsRefused() =>
        Assert.That(() => AnomalyModel.Load([.. Sound, 0]), Throws.InstanceOf<SnapshotFormatException>());

    // Sealed with a right checksum but with nonsense inside: as if written by a faulty program.
    [Test]
    public void Load_NonsenseProperlySealed_NeverThrowsAnythingElse()
    {
        var random = new Random(5);
        var content = SnapshotEnvelope.Open(Sound).ToArray();
        for (var i = 0; i < 300; i++)
        {
            byte[] changed = [.. content];
            for (var n = 0; n <= i % 3; n++)
            {
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                AnomalyModel.Load(Sealed(i % 2 == 0 ? changed : changed[..random.Next(changed.Length)]));
            }
            catch (SnapshotFormatException)
            {
                // Refused, as it should be when the nonsense can be seen.
            }
        }
    }

    private static byte[] Sealed(byte[] content)
    {
        var output = new ArrayBufferWriter<byte>();
        SnapshotEnvelope.Seal(content, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Flipped(Random random, int bits)
    {
        byte[] damaged = [.. Sound];
        while (damaged.AsSpan().SequenceEqual(Sound))
        {
            for (var n = 0; n < bits; n++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }
        }

        return damaged;
    }

    private static byte[] MakeSnapshot()
    {
        var model = new AnomalyModel(
            ModelParameters.Default with
            {
                ColumnCount = 512,
                ScalarBits = 128,
                EncodeTimeOfDay = false,
                MaxSegments = 64,
            }
        );
        model.Feed(TestSeries.Metric(320, seed: 2), 0, 320);
        return model.Save();
    }
}
