using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HtmIt.Core.Names;

/// <summary>What no two metrics may share, in the length that an index of the database takes: SHA-256 over the datasource's number (2 bytes),
/// the name, then keys and values of the labels in order, each as UTF-8 with its length before it (4 bytes). Numbers are big-endian. The database
/// has made those of old rows by itself, so the layout never changes.</summary>
public static class MetricIdentity
{
    public static byte[] Of(short datasource, MetricKey key)
    {
        var bytes = new byte[sizeof(short) + SizeOf(key.Name) + key.Labels.Sum(label => SizeOf(label.Key) + SizeOf(label.Value))];
        BinaryPrimitives.WriteInt16BigEndian(bytes, datasource);
        var at = Write(bytes, sizeof(short), key.Name);
        foreach (var (name, value) in key.Labels)
        {
            at = Write(bytes, Write(bytes, at, name), value);
        }
        return SHA256.HashData(bytes);
    }

    private static int SizeOf(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static int Write(byte[] bytes, int at, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes.AsSpan(at + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), length);
        return at + sizeof(int) + length;
    }
}
