using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>A table without room: a block a row, a field a line. A line that is too long is broken by the screen, so that it is copied as one.</summary>
/// <param name="title">What stands above; empty for nothing.</param>
/// <param name="columns">The titles, shown when there is no row.</param>
/// <param name="rows">The fields of each row that are not empty.</param>
internal sealed class FieldBlocks(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Field>> rows) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in new[] { title, rows.Count == 0 ? string.Join(", ", columns) : "" }.Where(line => line.Length > 0))
        {
            yield return new Segment(line);
            yield return Segment.LineBreak;
        }

        var width = rows.SelectMany(row => row).Select(field => Shorten.WidthOf(field.Title)).DefaultIfEmpty().Max();
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                yield return Segment.LineBreak;
            }

            foreach (var field in rows[i])
            {
                yield return new Segment(field.Title.PadRight(width) + "  ");
                foreach (var segment in field.Cell.ToSegments())
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }
        }
    }
}
