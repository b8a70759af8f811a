using System.Buffers.Binary;
using System.Buffers.Text;
using HtmIt.Core.Log;

namespace HtmIt.Core.Watch;

/// <summary>Where a watch stands: all rows last changed up to a commit were given. While stored rows since a sample time are being given,
/// also how far that walk is; the commit is then the one the walk ends at.</summary>
public readonly record struct WatchPosition(CommitMark Commit, HistoryWalk? Walk = null)
{
    private const byte Version = 2;
    private const int WalkAt = 1 + 16 + 8 + 8;
    private const int ShortLength = WalkAt + 4;
    private const int LongLength = ShortLength + 8 + 4 + 8 + 8;
    private const int LongestText = 128;

    /// <summary>The end of the year 9999.</summary>
    private const long LastTime = 253_402_300_799;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Walk is null ? ShortLength : LongLength];
        bytes[0] = Version;
        Commit.History.TryWriteBytes(bytes[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], Commit.Position);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[25..], Commit.Token);
        if (Walk is { } walk)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[WalkAt..], walk.FromTime);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(WalkAt + 8)..], walk.Place.MetricNumber);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(WalkAt + 12)..], walk.Place.Time);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(WalkAt + 20)..], walk.KeptSince);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Check(bytes[..^4]));
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out WatchPosition position)
    {
        position = default;
        Span<byte> bytes = stackalloc byte[LongestText];
        if (text.Length > LongestText || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
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
        var commit = new CommitMark(
            new(bytes[1..17]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[17..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[25..])
        );
        position = new(commit, length == ShortLength ? null : ReadWalk(bytes[WalkAt..]));
        return commit.Position >= 0 && position.Walk is not ({ FromTime: > LastTime } or { Place.Time: > LastTime });
    }

    private static HistoryWalk ReadWalk(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            new(BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[12..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..])
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
