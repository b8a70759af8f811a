using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace HtmIt.Engine.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote. Whatever does not fit is a <see cref="SnapshotFormatException"/>.</summary>
internal ref struct SnapshotReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1)[0];

    public bool ReadBoolean() => Check(ReadByte(), 0, 1) == 1;

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>A number that must lie in [low, high].</summary>
    public int ReadInt32(int low, int high) => (int)Check(ReadInt32(), low, high);

    /// <inheritdoc cref="ReadInt32(int, int)"/>
    public long ReadInt64(long low, long high) => Check(ReadInt64(), low, high);

    public void Read(scoped Span<byte> values) => Take(values.Length).CopyTo(values);

    public void Read(scoped Span<ushort> values) => ReadAll(values);

    public void Read(scoped Span<float> values) => ReadAll(values);

    public void Read(scoped Span<double> values) => ReadAll(values);

    public void Read(scoped Span<int> values) => ReadAll(values);

    public void Read(scoped Span<uint> values) => ReadAll(values);

    /// <summary>Reads what <see cref="SnapshotWriter.WriteVariable"/> wrote.</summary>
    public uint ReadVariable(uint high)
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7Fu) << shift;
            if (next < 0x80)
            {
                return (uint)Check((long)value, 0, high);
            }
        }

        throw new SnapshotFormatException("The snapshot holds a number that is too long.");
    }

    /// <summary>Adds what <see cref="SnapshotWriter.WriteSparse"/> wrote to the values that are there.</summary>
    public void AddSparse(scoped Span<byte> values)
    {
        var map = Take((values.Length + 7) / 8);
        Check(values.Length % 8 == 0 ? 0 : map[^1] >> (values.Length % 8), 0, 0);
        var count = 0;
        foreach (var bits in map)
        {
            count += BitOperations.PopCount(bits);
        }

        var differences = Take(count);
        var next = 0;
        for (var i = 0; i < map.Length; i++)
        {
            for (uint bits = map[i]; bits != 0; bits &= bits - 1)
            {
                values[(i * 8) + BitOperations.TrailingZeroCount(bits)] += differences[next++];
            }
        }
    }

    /// <summary>Throws unless a number just read lies where it must.</summary>
    public static long Check(long value, long low, long high) =>
        value >= low && value <= high ? value : throw new SnapshotFormatException("The snapshot holds a number out of range.");

    private void ReadAll<T>(scoped Span<T> values)
        where T : unmanaged
    {
        var target = MemoryMarshal.AsBytes(values);
        Take(target.Length).CopyTo(target);
        SnapshotEndianness.ToLittle<T>(target);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new SnapshotFormatException("The snapshot ends early.");
        }

        var span = _rest[..count];
        _rest = _rest[count..];
        return span;
    }
}
