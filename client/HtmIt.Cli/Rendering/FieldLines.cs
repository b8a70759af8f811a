using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>A table that is drawn over, without room: a line a row, its first field as far as there is room beside the others.</summary>
internal sealed class FieldLines(string title, IReadOnlyList<IReadOnlyList<Field>> rows, int width) : IRenderable
{
    private const string Between = "  ";

    // Of a name, less tells nobody anything.
    private const int Least = 8;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (title.Length > 0)
        {
            yield return new Segment(Shorten.End(title, width));
            yield return Segment.LineBreak;
        }

        foreach (var row in rows)
        {
            var left = width;
            foreach (var (field, i) in row.Select((field, i) => (field, i)))
            {
                var others = row.Skip(i + 1).Sum(other => Between.Length + Shorten.WidthOf(other.Cell.Text));
                var text = i == 0 ? Shorten.Middle(field.Cell.Text, Math.Min(left, Math.Max(Least, left - others))) : field.Cell.Text;
                if (i > 0 && Between.Length + Shorten.WidthOf(text) > left)
                {
                    break;
                }

                yield return new Segment(i > 0 ? Between : "");
                foreach (var segment in (field.Cell with { Text = text }).ToSegments())
                {
                    yield return segment;
                }

                left -= (i > 0 ? Between.Length : 0) + Shorten.WidthOf(text);
            }

            yield return Segment.LineBreak;
        }
    }
}
