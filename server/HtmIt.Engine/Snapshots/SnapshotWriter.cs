using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HtmIt.Engine.Snapshots;

/// <summary>Appends little-endian values to a growing buffer.</summary>
internal sealed class SnapshotWriter
{
    private const int FirstBytes = 256 * 1024;

    [ThreadStatic]
    private static SnapshotWriter? _mine;

    private byte[] _buffer = new byte[FirstBytes];
    private int _length;

    /// <summary>The writer of the thread that asks, empty: models are saved one after the other, and none should leave garbage.</summary>
    public static SnapshotWriter Mine
    {
        get
        {
            var writer = _mine ??= new SnapshotWriter();
            writer._length = 0;
            return writer;
        }
    }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Write(byte value) => Take(1)[0] = value;

    public void Write(bool value) => Write(value ? (byte)1 : (byte)0);

    public void Write(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    public void Write(ReadOnlySpan<byte> values) => values.CopyTo(Take(values.Length));

    public void Write(ReadOnlySpan<ushort> values) => WriteAll(values);

    public void Write(ReadOnlySpan<float> values) => WriteAll(values);

    public void Write(ReadOnlySpan<double> values) => WriteAll(values);

    public void Write(ReadOnlySpan<int> values) => WriteAll(values);

    public void Write(ReadOnlySpan<uint> values) => WriteAll(values);

    /// <summary>An unsigned number in as many bytes as it needs, seven bits a byte.</summary>
    public void WriteVariable(uint value)
    {
        while (value >= 0x80)
        {
            Write((byte)(value | 0x80));
            value >>= 7;
        }

        Write((byte)value);
    }

    /// <summary>Bytes that are mostly 0: a bit map of those that are not, then those.</summary>
    public void WriteSparse(ReadOnlySpan<byte> values)
    {
        for (var i = 0; i < values.Length; i += 8)
        {
            var group = values.Slice(i, Math.Min(8, values.Length - i));
            var bits = 0;
            for (var j = 0; j < group.Length; j++)
            {
                bits |= (group[j] != 0 ? 1 : 0) << j;
            }

            Write((byte)bits);
        }

        foreach (var value in values)
        {
            if (value != 0)
            {
                Write(value);
            }
        }
    }

    private void WriteAll<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var target = Take(bytes.Length);
        bytes.CopyTo(target);
        SnapshotEndianness.ToLittle<T>(target);
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
