using System.Buffers.Binary;
using System.Buffers.Text;

namespace HtmIt.Core.Data;

/// <summary>Where a watch stands: all rows last changed up to a commit were given. While stored rows since a sample time are being given,
/// also how far that walk is; the commit is then the one the walk ends at.</summary>
public readonly record struct WatchPosition(long Commit, HistoryWalk? Walk = null)
{
    private const byte Version = 1;
    private const int ShortLength = 1 + 8 + 4;
    private const int LongLength = ShortLength + 8 + 4 + 8;

    /// <summary>The end of the year 9999.</summary>
    private const long LastTime = 253_402_300_799;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Walk is null ? ShortLength : LongLength];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], Commit);
        if (Walk is { } walk)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], walk.FromTime);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[17..], walk.Place.MetricNumber);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[21..], walk.Place.Time);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Check(bytes[..^4]));
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out WatchPosition position)
    {
        position = default;
        Span<byte> bytes = stackalloc byte[LongLength];
        if (text.Length > 64 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
        {
            return false;
        }
        bytes = bytes[..length];
        if (length is not (ShortLength or LongLength) || bytes[0] != Version)
        {
            return false;
        }
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != Check(bytes[..^4]))
        {
            return false;
        }
        position = new(BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]), length == ShortLength ? null : ReadWalk(bytes));
        return position.Commit >= 0 && position.Walk is not ({ FromTime: > LastTime } or { Place.Time: > LastTime });
    }

    private static HistoryWalk ReadWalk(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            new(BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[21..]))
        );

    /// <summary>FNV-1a: tells a mistyped or foreign text from a position; it is no secret.</summary>
    internal static uint Check(ReadOnlySpan<byte> bytes)
    {
        var hash = 2_166_136_261u;
        foreach (var one in bytes)
        {
            hash = (hash ^ one) * 16_777_619;
        }
        return hash;
    }
}

/// <summary>A walk over stored rows since a sample time, and the last row given.</summary>
public readonly record struct HistoryWalk(long FromTime, HistoryPlace Place);
