using System.Runtime.CompilerServices;

namespace HtmIt.Engine.Snapshots;

/// <summary>Snapshots are little-endian everywhere.</summary>
internal static class SnapshotEndianness
{
    /// <summary>Reverses each element on a big-endian machine; does nothing on the others.</summary>
    public static void ToLittle<T>(Span<byte> bytes)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        for (var i = 0; i < bytes.Length; i += Unsafe.SizeOf<T>())
        {
            bytes.Slice(i, Unsafe.SizeOf<T>()).Reverse();
        }
    }
}
