using System.Buffers;
using System.Globalization;
using System.Text;
using HtmIt.Core.Log;

namespace HtmIt.Server.Listeners;

/// <summary>Makes what strangers sent fit for a log: short, and without anything that a terminal would obey or a reader be fooled by.</summary>
internal static class GraphiteExample
{
    private const int LongestText = 120;

    public static string Of(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        var rest = text;
        while (!rest.IsEmpty && shown.Length < LongestText)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var used) != OperationStatus.Done)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{rest[0]:x2}");
                used = 1;
            }
            else if (IsHarmless(rune))
            {
                shown.Append(rune);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            rest = rest[used..];
        }
        return rest.IsEmpty ? shown.ToString() : shown.Append(CultureInfo.InvariantCulture, $"… ({text.Length} bytes)").ToString();
    }

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(string name, Sample sample) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(name)} {sample.Value:R} {sample.Time}");

    /// <summary>Neither control nor formatting characters (escape codes, changes of direction), nor what is no character or starts a line.</summary>
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            );
}
