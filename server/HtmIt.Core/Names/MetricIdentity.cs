using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HtmIt.Core.Names;

/// <summary>What no two metrics may share, in the length that an index of the database takes: SHA-256 over the datasource's number (2 bytes),
/// the name, then keys and values of the labels in order, each as UTF-8 with its length before it (4 bytes). Numbers are big-endian. The database
/// has made those of old rows by itself, so the layout never changes.</summary>
public static class MetricIdentity
{
    public static byte[] Of(short datasource, MetricKey key)
    {
        var bytes = new byte[
            sizeof(short)
                + HashedText.SizeOf(key.Name)
                + key.Labels.Sum(label => HashedText.SizeOf(label.Key) + HashedText.SizeOf(label.Value))
        ];
        BinaryPrimitives.WriteInt16BigEndian(bytes, datasource);
        var at = HashedText.Write(bytes, sizeof(short), key.Name);
        foreach (var (name, value) in key.Labels)
        {
            at = HashedText.Write(bytes, HashedText.Write(bytes, at, name), value);
        }
        return SHA256.HashData(bytes);
    }
}
