using System.Buffers;
using HtmIt.Core.Actors;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Actors;

public sealed class PooledBytesTests
{
    [Test]
    public void Dispose_WhileSomebodyReads_KeepsTheMemory()
    {
        var bytes = new PooledBytes();
        bytes.Write("state"u8);
        var held = bytes.Hold();
        var memory = bytes.Written;

        bytes.Dispose();
        var rented = ArrayPool<byte>.Shared.Rent(memory.Count);
        Assert.That(rented, Is.Not.SameAs(memory.Array), "somebody else must not write into it");
        ArrayPool<byte>.Shared.Return(rented);
        held.Dispose();
        held.Dispose();

        var next = ArrayPool<byte>.Shared.Rent(memory.Count);
        Assert.That(next, Is.SameAs(memory.Array), "it is used again when nobody reads any more");
        ArrayPool<byte>.Shared.Return(next);
    }

    [Test]
    public void Write_MoreThanThereIsRoomFor_KeepsWhatIsThere()
    {
        using var bytes = new PooledBytes();
        bytes.Write(Enumerable.Range(0, 10).Select(i => (byte)i).ToArray());
        bytes.Write(Enumerable.Range(10, 90).Select(i => (byte)i).ToArray());

        Assert.That(bytes.Written, Is.EqualTo(Enumerable.Range(0, 100)));
    }
}
