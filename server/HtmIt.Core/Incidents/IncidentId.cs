using System.Buffers.Binary;
using System.Security.Cryptography;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Incidents;

/// <summary>Identity of an incident: the first half of SHA-256 over its metric, its kind and a time. A model that is taught again from the same rows
/// finds the same incidents.</summary>
public readonly record struct IncidentId(Guid Value)
{
    public const string Rule = "must have the form incidents/{uid}, where {uid} is 32 hexadecimal digits";

    private const string Prefix = "incidents/";

    public string ResourceName => UidName.Write(Prefix, Value);

    /// <summary>By the row at which it was noticed; of a silence, which several servers may notice, by the last sample before it.</summary>
    public static IncidentId Of(MetricId metric, IncidentKind kind, IncidentState state) =>
        Of(metric, kind, (kind == IncidentKind.Silence ? state.Onset : state.Began).UnixSeconds);

    private static IncidentId Of(MetricId metric, IncidentKind kind, long time)
    {
        Span<byte> bytes = stackalloc byte[16 + sizeof(int) + sizeof(long)];
        metric.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], (int)kind);
        BinaryPrimitives.WriteInt64BigEndian(bytes[20..], time);
        return new(new Guid(SHA256.HashData(bytes).AsSpan(0, 16), bigEndian: true));
    }

    public static bool TryParse(string name, out IncidentId id)
    {
        var isName = UidName.TryParse(Prefix, name, out var uid);
        id = new(uid);
        return isName;
    }

    public override string ToString() => Value.ToString("N");
}
