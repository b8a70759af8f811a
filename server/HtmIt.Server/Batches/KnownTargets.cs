using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HtmIt.Core.Ingest;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using SampleSeries = HtmIt.Core.Ingest.SampleSeries;

namespace HtmIt.Server.Batches;

/// <summary>What senders call their metrics, by the bytes in which they write it: the same few, again and again. All are forgotten when they
/// become too many.</summary>
internal sealed class KnownTargets
{
    /// <summary>With what belongs to it an entry takes some five times its bytes.</summary>
    public const int BytesKept = 8 * 1_024 * 1_024;

    /// <summary>Longer ones are read by the generated code each time.</summary>
    private const int UsualLength = 1_024;

    private readonly ConcurrentDictionary<byte[], SampleSeries> _known = new(BytesComparer.Instance);
    private readonly ConcurrentDictionary<byte[], SampleSeries>.AlternateLookup<ReadOnlySpan<byte>> _lookUp;
    private long _bytes;

    /// <summary>Of what is known.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public KnownTargets() => _lookUp = _known.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>A series of that metric without samples; null where that is not for a quick reader to decide.</summary>
    /// <param name="target">A message of the type <c>MetricTarget</c>.</param>
    public SampleSeries? Find(ReadOnlySpan<byte> target)
    {
        if (target.Length > UsualLength)
        {
            return null;
        }
        if (_lookUp.TryGetValue(target, out var known))
        {
            return known;
        }
        return TryParse(target, out var parsed) && parsed.Violation is null ? Remember(target.ToArray(), parsed) : null;
    }

    private static bool TryParse(ReadOnlySpan<byte> target, [NotNullWhen(true)] out SampleSeries? series)
    {
        try
        {
            series = MetricDataMapping.ToSeries(MetricTarget.Parser.ParseFrom(target), []);
            return true;
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            series = null;
            return false;
        }
    }

    private SampleSeries Remember(byte[] target, SampleSeries series)
    {
        if (_known.TryAdd(target, series) && Interlocked.Add(ref _bytes, target.Length) > BytesKept)
        {
            _known.Clear();
            Interlocked.Exchange(ref _bytes, 0);
        }
        return series;
    }

    /// <summary>Bytes as a key, by what they hold.</summary>
    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // Seeded anew in each process, so that nobody can choose keys that collide.
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
