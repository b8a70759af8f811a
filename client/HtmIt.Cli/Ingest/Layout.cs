using HtmIt.Cli.Csv;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Ingest;

/// <summary>What a file looked like, so that people see what was found out.</summary>
internal sealed record Layout(string Delimiter, string TimeColumn, string ValueColumn, string? MetricColumn, string? Times)
{
    /// <summary>The column with the time of day, when <see cref="TimeColumn"/> has the date alone.</summary>
    public string? ClockColumn { get; init; }

    public IReadOnlyList<string>? LabelColumns { get; init; }

    public IReadOnlyList<string>? UnusedColumns { get; init; }

    public static Layout Of(CsvTable table, RowReader rows)
    {
        var columns = table.Columns;
        return new Layout(
            Csv.Delimiter.NameOf(table.Separator),
            columns.Describe(columns.Time),
            columns.Describe(columns.Value),
            columns.Metric is { } metric ? columns.Describe(metric) : null,
            table.Example is { } example && columns.TimeOf(example) is { } text ? DescribeTimes(rows, example, text) : null
        )
        {
            ClockColumn = columns.Clock is { } clock ? columns.Describe(clock) : null,
            LabelColumns = columns.Labels.Count > 0 ? [.. columns.Labels.Select(label => columns.Describe(label.Column))] : null,
            UnusedColumns = columns.Unused.Count > 0 ? [.. columns.Unused.Select(columns.Describe)] : null,
        };
    }

    public string Describe(string name)
    {
        var time = ClockColumn is null ? $"column {TimeColumn}" : $"columns {TimeColumn} and {ClockColumn}";
        var metric = MetricColumn is null ? "" : $", metric in column {MetricColumn}";
        var labels = LabelColumns is null ? "" : $", labels in column {string.Join(", ", LabelColumns)}";
        var unused = UnusedColumns is null ? "" : $"; not used: {string.Join(", ", UnusedColumns)}";
        var times = Times is null ? "" : $" ({Times})";
        return $"{name}: columns separated by {Delimiter}, time in {time}{times}, value in column {ValueColumn}{metric}{labels}{unused}";
    }

    private static string DescribeTimes(RowReader rows, CsvRecord example, string text)
    {
        var form = rows.Times.Describe(text);
        return rows.Peek(example) is { } time ? $"{form}: '{text}' is {Show.Time(time)} {Clocks.Name}" : form;
    }
}
