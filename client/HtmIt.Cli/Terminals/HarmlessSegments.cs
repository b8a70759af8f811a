using HtmIt.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Terminals;

/// <summary>The last thing that happens to tables and live views: text in them that steers a terminal is escaped. What places the cursor and
/// colours text is the renderer's own and stays.</summary>
internal sealed class HarmlessSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Harmless(renderable));

    private sealed class Harmless(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(ToHarmless);

        private static Segment ToHarmless(Segment segment)
        {
            if (segment.IsControlCode || segment.IsLineBreak)
            {
                return segment;
            }

            var text = HarmlessText.OfLines(segment.Text);
            return text.Length == segment.Text.Length ? segment : new Segment(text, segment.Style);
        }
    }
}
