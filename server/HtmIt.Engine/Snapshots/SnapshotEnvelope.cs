using System.Buffers.Binary;
using System.IO.Compression;

namespace HtmIt.Engine.Snapshots;

/// <summary>
/// The outside of a snapshot: magic number, version, length and checksum of the content, then the content compressed. A second
/// checksum covers everything, so that damage is found before anything is unpacked.
/// </summary>
internal static class SnapshotEnvelope
{
    private const uint Magic = 0x4D74_6D48; // "HmtM"
    private const ushort Version = 1;
    private const int HeaderBytes = 4 + 2 + 4 + 8;
    private const int MaxContentBytes = 64 * 1024 * 1024;

    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        var room = new byte[HeaderBytes + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        if (!BrotliEncoder.TryCompress(content, room.AsSpan(HeaderBytes), out var length, quality: 1, window: 20))
        {
            throw new InvalidOperationException("The room for a compressed snapshot was computed too small.");
        }

        var sealedBytes = room.AsSpan(0, HeaderBytes + length);
        BinaryPrimitives.WriteUInt32LittleEndian(sealedBytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(sealedBytes[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(sealedBytes[6..], content.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(sealedBytes[10..], Checksum.Of(sealedBytes[..10], sealedBytes[HeaderBytes..]));
        return sealedBytes.ToArray();
    }

    public static byte[] Open(ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(sealedBytes) != Magic)
        {
            throw new SnapshotFormatException("This is not a model snapshot.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(sealedBytes[10..]) != Checksum.Of(sealedBytes[..10], sealedBytes[HeaderBytes..]))
        {
            throw new SnapshotFormatException("The snapshot's checksum does not fit its content.");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(sealedBytes[4..]);
        if (version != Version)
        {
            throw new SnapshotFormatException($"The snapshot has version {version}; this library reads version {Version}.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(sealedBytes[6..]);
        var content = new byte[SnapshotReader.Check(length, 0, MaxContentBytes)];
        var unpacked = BrotliDecoder.TryDecompress(sealedBytes[HeaderBytes..], content, out var written);
        return unpacked && written == length ? content : throw new SnapshotFormatException("The snapshot cannot be unpacked.");
    }
}
