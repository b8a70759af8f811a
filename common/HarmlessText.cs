using System.Globalization;
using System.Text;

namespace HtmIt.Common;

/// <summary>
/// Makes text of strangers fit to be shown: what steers a terminal, turns the direction of writing, breaks lines or cannot be seen at all is
/// replaced by its escape (<c>\x1b</c>, <c>\u202e</c>). All else stays as it is, in any language. Part of the client and of the server alike.
/// </summary>
internal static class HarmlessText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>The text in one line; breaks of lines are escaped as well.</summary>
    public static string Of(string text) => Escape(text, keepLines: false, ForPeople);

    /// <summary>The text with the lines it has.</summary>
    public static string OfLines(string text) => Escape(text, keepLines: true, ForPeople);

    /// <summary>The same JSON, harmless: only strings can hold what is escaped here, and there the escapes of JSON mean the same.</summary>
    public static string OfJson(string json) => Escape(json, keepLines: true, ForJson);

    private static string Escape(string text, bool keepLines, Action<StringBuilder, string, int, int> escape)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var harmless = new StringBuilder(text.Length + 16);
        var length = 0;
        for (var i = 0; i < text.Length; i += length)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            length = isWhole ? rune.Utf16SequenceLength : 1;
            if (isWhole && ((keepLines && text[i] == '\n') || !IsHarmful(rune) || Joins(text, i)))
            {
                harmless.Append(text, i, length);
            }
            else
            {
                escape(harmless, text, i, length);
            }
        }

        return harmless.ToString();
    }

    /// <summary>By the categories of Unicode, so that what is added to them later is escaped too; and the letters that have no shape.</summary>
    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F)
        || rune.Value is >= 0xE0000 and <= 0xE0FFF;

    /// <summary>Joiners are part of emoji and of words in Persian and Indian languages; next to anything else they hide.</summary>
    private static bool Joins(string text, int index) =>
        text[index] is ZeroWidthJoiner or ZeroWidthNonJoiner && IsJoined(text, index - 1) && IsJoined(text, index + 1);

    private static bool IsJoined(string text, int index) =>
        index >= 0
        && index < text.Length
        && (
            char.IsSurrogate(text[index])
            || CharUnicodeInfo.GetUnicodeCategory(text[index])
                is UnicodeCategory.OtherLetter
                    or UnicodeCategory.OtherSymbol
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
        );

    private static void ForPeople(StringBuilder harmless, string text, int index, int length)
    {
        _ = text[index] switch
        {
            '\n' => harmless.Append(@"\n"),
            '\r' => harmless.Append(@"\r"),
            '\t' => harmless.Append(@"\t"),
            < '\u0100' and var small => harmless.Append(CultureInfo.InvariantCulture, $"\\x{(int)small:x2}"),
            _ when length == 2 => harmless.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(text, index):x8}"),
            var other => harmless.Append(CultureInfo.InvariantCulture, $"\\u{(int)other:x4}"),
        };
    }

    private static void ForJson(StringBuilder harmless, string text, int index, int length)
    {
        foreach (var half in text.AsSpan(index, length))
        {
            harmless.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:x4}");
        }
    }
}
