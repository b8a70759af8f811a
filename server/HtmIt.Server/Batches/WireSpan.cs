using System.Buffers.Binary;

namespace HtmIt.Server.Batches;

/// <summary>What is left to read of a message in the encoding of Protocol Buffers
/// (https://protobuf.dev/programming-guides/encoding).</summary>
internal ref struct WireSpan(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>The tag of a field numbered below 16: one byte. Longer ones give 0, which is no tag.</summary>
    public byte TakeTag()
    {
        var tag = _rest[0];
        _rest = _rest[1..];
        return tag < 0x80 ? tag : (byte)0;
    }

    public bool TryTakeVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, _rest.Length); i++)
        {
            value |= (_rest[i] & 0x7fUL) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    public bool TryTakeDouble(out double value)
    {
        if (!BinaryPrimitives.TryReadDoubleLittleEndian(_rest, out value))
        {
            return false;
        }
        _rest = _rest[sizeof(double)..];
        return true;
    }

    /// <summary>Bytes with their length before them.</summary>
    public bool TryTakeBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryTakeVarint(out var length) || length > (ulong)_rest.Length)
        {
            return false;
        }
        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }
}
