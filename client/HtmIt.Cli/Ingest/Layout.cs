using HtmIt.Cli.Csv;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Ingest;

/// <summary>What a file looked like, so that people see what was found out.</summary>
internal sealed record Layout(string Delimiter, string TimeColumn, string ValueColumn, string? MetricColumn, string? Times)
{
    public static Layout Of(CsvTable table, RowReader rows)
    {
        var columns = table.Columns;
        return new Layout(
            Csv.Delimiter.NameOf(table.Separator),
            columns.Describe(columns.Time),
            columns.Describe(columns.Value),
            columns.Metric is { } metric ? columns.Describe(metric) : null,
            table.Example is { } example && example[columns.Time] is { } text ? DescribeTimes(rows, example, text) : null
        );
    }

    public string Describe(string name)
    {
        var metric = MetricColumn is null ? "" : $", metric in column {MetricColumn}";
        var times = Times is null ? "" : $" ({Times})";
        return $"{name}: columns separated by {Delimiter}, time in column {TimeColumn}{times}, value in column {ValueColumn}{metric}";
    }

    private static string DescribeTimes(RowReader rows, CsvRecord example, string text)
    {
        var form = rows.Times.Describe(text);
        return rows.Peek(example) is { } time ? $"{form}: '{text}' is {Show.Time(time)} UTC" : form;
    }
}
