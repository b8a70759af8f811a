using System.Globalization;
using System.Text;

namespace HtmIt.Quality.Plots;

/// <summary>A scalable picture made of rectangles, lines and words.</summary>
internal sealed class SvgDocument(int width, int height)
{
    private readonly StringBuilder _body = new();

    public void Rectangle(double x, double y, double w, double h, string fill) =>
        Append($"<rect x=\"{x:F1}\" y=\"{y:F1}\" width=\"{w:F1}\" height=\"{h:F1}\" fill=\"{fill}\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke)
    {
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1\"/>");
    }

    public void Text(double x, double y, string text) =>
        Append($"<text x=\"{x:F1}\" y=\"{y:F1}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">{text}</text>");

    public override string ToString() =>
        $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <rect width="{width}" height="{height}" fill="white"/>
            {_body}</svg>
            """;

    private void Append(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
