using Spectre.Console;

namespace HtmIt.Cli.Rendering;

/// <summary>Text in as many columns of a screen as there are.</summary>
internal static class Shorten
{
    private const string Left = "…";

    /// <summary>How many columns of a screen a text takes.</summary>
    public static int WidthOf(string text) => text.GetCellWidth();

    /// <summary>Leaves out the middle: names begin with where they are and end with what they are.</summary>
    public static string Middle(string text, int width)
    {
        if (WidthOf(text) <= width)
        {
            return text;
        }

        var head = Head(text, Math.Max(0, width - 1) / 2);
        return head + Left + Tail(text, Math.Max(0, width - 1) - WidthOf(head));
    }

    /// <summary>Leaves out the end.</summary>
    public static string End(string text, int width) => WidthOf(text) <= width ? text : Head(text, Math.Max(0, width - 1)) + Left;

    /// <summary>Leaves out the beginning, without a sign: of a course, the newest is shown.</summary>
    public static string Start(string text, int width) => Tail(text, width);

    private static string Head(string text, int width)
    {
        var taken = 0;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            taken += WidthOf(rune.ToString());
            if (taken > width)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }

    private static string Tail(string text, int width)
    {
        var start = 0;
        var left = WidthOf(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (left <= width)
            {
                break;
            }

            left -= WidthOf(rune.ToString());
            start += rune.Utf16SequenceLength;
        }

        return text[start..];
    }
}
