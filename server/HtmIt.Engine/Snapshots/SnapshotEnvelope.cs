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
    private const ushort Version = 4;
    private const int HeaderBytes = 4 + 2 + 4 + 8;
    private const int MaxContentBytes = 64 * 1024 * 1024;

    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        packed.Write(stackalloc byte[HeaderBytes]);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        var sealedBytes = packed.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(sealedBytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(sealedBytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(sealedBytes.AsSpan(6), content.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(
            sealedBytes.AsSpan(10),
            Checksum.Of(sealedBytes.AsSpan(0, 10), sealedBytes.AsSpan(HeaderBytes))
        );
        return sealedBytes;
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
        Unpack(sealedBytes[HeaderBytes..], content);
        return content;
    }

    private static unsafe void Unpack(ReadOnlySpan<byte> packed, Span<byte> content)
    {
        fixed (byte* start = packed)
        {
            using var stream = new UnmanagedMemoryStream(start, packed.Length);
            using var inflate = new DeflateStream(stream, CompressionMode.Decompress);
            try
            {
                inflate.ReadExactly(content);
                if (inflate.ReadByte() >= 0)
                {
                    throw new SnapshotFormatException("The snapshot holds more than it says.");
                }
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new SnapshotFormatException("The snapshot cannot be unpacked.", e);
            }
        }
    }
}
