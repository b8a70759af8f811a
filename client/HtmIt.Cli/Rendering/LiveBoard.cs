using HtmIt.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>The live table: a line a metric, incidents below.</summary>
internal sealed class LiveBoard(string title)
{
    private const int MaxIncidents = 12;
    private const int MaxRows = 40;

    // Title, frame and column titles; below them the line that the terminal's cursor needs.
    private const int LinesAroundRows = 6;

    private const string Legend = "severity: of the incident noticed or raised at this row; surprise: how unusual it is, in decades";

    private readonly SortedDictionary<string, MetricLine> _lines = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>A sentence below the title: what is going on.</summary>
    public string Status { get; set; } = "";

    /// <param name="row">A row.</param>
    /// <param name="metricName">What its metric is called.</param>
    /// <param name="learning">How far its model had learnt; empty when it had.</param>
    /// <param name="unit">The unit of its value; empty for none.</param>
    public void Add(MetricDataRow row, string metricName, string learning, string unit)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(row.Metric, out var line))
            {
                _lines.Add(row.Metric, line = new MetricLine(metricName, unit));
            }

            line.Add(row, learning);
        }
    }

    /// <summary>What keeps rows from coming; empty for nothing. It stands in place of the status.</summary>
    public string Trouble { get; set; } = "";

    /// <param name="screen">Where it is drawn: the table comes first, and below it as many of the newest incidents as there is room for.</param>
    /// <param name="incidents">Sentences, the newest last.</param>
    public IRenderable Render(Profile screen, IReadOnlyList<string>? incidents = null)
    {
        var status = Trouble.Length > 0 ? Trouble : Status;
        var room = screen.Height - LinesAroundRows - LinesOf(status, screen.Width) - LinesOf(Legend, screen.Width);
        var maxLines = Math.Clamp(room, 3, MaxRows);
        var table = new FittedTable(["~metric", "?time", ">value", "?unit", ">severity", ">surprise", "?>likelihood", "<last values"])
        {
            Border = TableBorder.Rounded,
            IsLive = true,
            Title = title,
        };
        lock (_lock)
        {
            var today = _lines.Values.Max(line => line.Newest?.Time) ?? default;
            foreach (var line in _lines.Values.OrderBy(line => line.MetricName, StringComparer.Ordinal).Take(maxLines))
            {
                table.Add(Cells(line, today));
            }

            room -= Math.Min(_lines.Count, maxLines);
        }

        var parts = new List<IRenderable> { table };
        if (status.Length > 0)
        {
            parts.Add(new Markup($"[{(Trouble.Length > 0 ? "yellow" : "grey")}]{Cell.Of(status)}[/]"));
        }

        parts.Add(new Markup($"[grey]{Legend}[/]"));
        parts.AddRange(NewestThatFit(incidents ?? [], room, screen.Width).Select(incident => new Markup(Cell.Of(incident))));
        return new Rows(parts);
    }

    private static IEnumerable<string> NewestThatFit(IReadOnlyList<string> incidents, int room, int width)
    {
        var first = incidents.Count;
        while (first > 0 && incidents.Count - first < MaxIncidents && LinesOf(incidents[first - 1], width) <= room)
        {
            first--;
            room -= LinesOf(incidents[first], width);
        }

        return incidents.Skip(first);
    }

    /// <summary>Words go over to the next line as a whole, which may take one more.</summary>
    private static int LinesOf(string text, int width) =>
        text.Length == 0 ? 0
        : Shorten.WidthOf(text) is var wide && wide <= width ? 1
        : wide / Math.Max(1, width - 8) + 1;

    private static FittedCell[] Cells(MetricLine line, DateTimeOffset today)
    {
        var scored = line.NewestScored;
        var color = Show.ColorOf(scored);
        Color? others = line.Learning.Length > 0 ? color : null;
        return
        [
            new(line.MetricName, others),
            new(line.Newest is { } newest ? Show.BriefTime(newest.Time, today) : "-", others),
            new(line.Newest is { } row ? Show.Value(row.Value) : "-", others),
            new(line.Unit, others),
            new(Show.Severity(scored?.Score?.Severity), color),
            new(Show.Surprise(scored?.Score?.Surprise), color),
            new(Show.Score(scored?.Score?.AnomalyLikelihood), others),
            // What is learning is known by its last values least of all.
            line.Learning.Length > 0
                ? new(line.Learning, color)
                : new(line.Sparkline, color),
        ];
    }
}
