using System.Buffers.Binary;
using System.Text;

namespace HtmIt.Core.Names;

/// <summary>Texts as hashes take them: UTF-8, with its length before it (4 bytes, big-endian), so that no two lists of texts look alike.
/// </summary>
internal static class HashedText
{
    public static int SizeOf(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    /// <returns>Where the next one goes.</returns>
    public static int Write(byte[] bytes, int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes.AsSpan(at + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), length);
        return at + sizeof(int) + length;
    }
}
