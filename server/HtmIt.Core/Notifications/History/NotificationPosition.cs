using System.Buffers.Binary;
using System.Buffers.Text;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Notifications.History;

/// <summary>Where a watch of notifications stands, in which history of the database, and when it did: notifications are kept for a time, and
/// after that nobody knows what a position lies before.</summary>
public readonly record struct NotificationPosition(Guid History, long Value, long Time)
{
    private const byte Version = 3;
    private const int Length = 1 + 16 + 8 + 8 + 4;
    private const int LongestText = 64;

    /// <summary>A day less than notifications are kept: a sample may be an hour old when it is notified.</summary>
    private static readonly TimeSpan Validity = NotificationRules.Retention - TimeSpan.FromDays(1);

    public static NotificationPosition At(Guid history, long value, DateTimeOffset now) => new(history, value, now.ToUnixTimeSeconds());

    public bool IsExpired(DateTimeOffset now) => now.ToUnixTimeSeconds() - Time > Validity.TotalSeconds;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        History.TryWriteBytes(bytes[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[25..], Time);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], WatchPosition.Check(bytes[..^4]));
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out NotificationPosition position)
    {
        position = default;
        Span<byte> bytes = stackalloc byte[LongestText];
        if (
            text.Length > LongestText
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length != Length
            || bytes[0] != Version
        )
        {
            return false;
        }
        bytes = bytes[..length];
        position = new(
            new(bytes[1..17]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[17..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[25..])
        );
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) == WatchPosition.Check(bytes[..^4]) && position is { Value: >= 0 };
    }
}
