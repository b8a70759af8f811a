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

    public IRenderable Render(IReadOnlyList<string>? incidents = null, int maxLines = 40)
    {
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
        }

        var parts = new List<IRenderable> { table };
        if (Status.Length > 0)
        {
            parts.Add(new Markup($"[grey]{Cell.Of(Status)}[/]"));
        }

        parts.Add(new Markup("[grey]severity: of the incident noticed or raised at this row; surprise: how unusual it is, in decades[/]"));
        parts.AddRange((incidents ?? []).TakeLast(MaxIncidents).Select(incident => new Markup(Cell.Of(incident))));
        return new Rows(parts);
    }

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
