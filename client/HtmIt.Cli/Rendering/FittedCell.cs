using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>A cell of a table: text in one colour, or each of its characters in its own.</summary>
internal readonly record struct FittedCell(string Text, Color? Color = null)
{
    /// <summary>A colour for each character; absent where all have <see cref="Color"/>.</summary>
    public IReadOnlyList<Color>? Colors { get; init; }

    public static implicit operator FittedCell(string text) => new(text);

    /// <summary>Its text in its colours.</summary>
    public IEnumerable<Segment> ToSegments()
    {
        if (Colors is not { } colors)
        {
            return [new Segment(Text, Color is { } color ? new Style(color) : Style.Plain)];
        }

        // Of a course that was shortened, the newest is left.
        var (text, gone) = (Text, colors.Count - Text.Length);
        return text.Select((character, i) => new Segment(character.ToString(), new Style(colors[gone + i])));
    }

    /// <summary>The same for a table.</summary>
    public Paragraph Draw()
    {
        var line = new Paragraph();
        foreach (var segment in ToSegments())
        {
            line.Append(segment.Text, segment.Style);
        }

        return line;
    }
}
