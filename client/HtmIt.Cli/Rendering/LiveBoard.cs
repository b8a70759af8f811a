using HtmIt.Client;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>The live table: a line a metric, incidents below.</summary>
internal sealed class LiveBoard(string title)
{
    private const int MaxIncidents = 12;

    private readonly SortedDictionary<string, MetricLine> _lines = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>A sentence below the title: what is going on.</summary>
    public string Status { get; set; } = "";

    public void Add(MetricDataRow row, string metricName)
    {
        lock (_lock)
        {
            if (!_lines.TryGetValue(row.Metric, out var line))
            {
                _lines.Add(row.Metric, line = new MetricLine(metricName));
            }

            line.Add(row);
        }
    }

    public IRenderable Render(IReadOnlyList<string>? incidents = null, int maxLines = 40)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Title(Cell.Of(title));
        table.AddColumns("metric", "time", "value", "likelihood", "surprise", "");
        foreach (var column in new[] { 2, 3, 4 })
        {
            table.Columns[column].RightAligned();
        }

        lock (_lock)
        {
            foreach (var line in _lines.Values.OrderBy(line => line.MetricName, StringComparer.Ordinal).Take(maxLines))
            {
                table.AddRow(Cells(line));
            }
        }

        var parts = new List<IRenderable> { table };
        if (Status.Length > 0)
        {
            parts.Add(new Markup($"[grey]{Cell.Of(Status)}[/]"));
        }

        parts.AddRange((incidents ?? []).TakeLast(MaxIncidents).Select(incident => new Markup(Cell.Of(incident))));
        return new Rows(parts);
    }

    private static IRenderable[] Cells(MetricLine line)
    {
        var score = line.NewestScored?.Score;
        var color = Show.ColorOf(score);
        return
        [
            new Markup(Cell.Of(line.MetricName)),
            new Markup(line.Newest is { } newest ? Show.Time(newest.Time) : "-"),
            new Markup(line.Newest is { } row ? Show.Value(row.Value) : "-"),
            new Markup($"[{color.ToMarkup()}]{Show.Score(score?.AnomalyLikelihood)}[/]"),
            new Markup($"[{color.ToMarkup()}]{Show.Surprise(score?.Surprise)}[/]"),
            new Markup($"[{color.ToMarkup()}]{line.Sparkline}[/]"),
        ];
    }
}
