using HtmIt.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>One thing's properties below each other; empty ones are left out. What is longer than its line goes on below at a word; a name that
/// is, is left to the screen to break, so that it is copied as one.</summary>
internal sealed class Details : IRenderable
{
    private const string Between = "  ";

    private readonly List<(string Name, string Value)> _properties;

    private Details(IEnumerable<(string Name, string Value)> properties) => _properties = [.. properties];

    public static Details Of(params (string Name, string Value)[] properties) =>
        new(
            properties
                .Where(property => property.Value.Length > 0)
                .Select(property => (HarmlessText.Of(property.Name), HarmlessText.Of(property.Value)))
        );

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var width = _properties.Select(property => Shorten.WidthOf(property.Name)).DefaultIfEmpty().Max();
        var indent = new string(' ', width + Between.Length);
        foreach (var (name, value) in _properties)
        {
            var title = name + new string(' ', width - Shorten.WidthOf(name)) + Between;
            foreach (var line in LinesOf(value, maxWidth - indent.Length))
            {
                yield return new Segment(title + line);
                yield return Segment.LineBreak;
                title = indent;
            }
        }
    }

    private static IEnumerable<string> LinesOf(string value, int width)
    {
        var words = value.Split(' ');
        if (Shorten.WidthOf(value) <= width || words.Any(word => Shorten.WidthOf(word) > width))
        {
            yield return value;
            yield break;
        }

        var line = words[0];
        foreach (var word in words.Skip(1))
        {
            if (Shorten.WidthOf(line) + 1 + Shorten.WidthOf(word) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line += " " + word;
            }
        }

        yield return line;
    }
}
