using System.Globalization;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;

namespace HtmIt.Cli.Csv;

/// <summary>Which columns of a file hold what, by index.</summary>
/// <param name="Time">The time.</param>
/// <param name="Value">The value.</param>
/// <param name="Metric">The metric's name; absent when all rows are of one metric.</param>
/// <param name="Header">The columns' names, when the first line has them.</param>
internal sealed record CsvColumns(int Time, int Value, int? Metric, IReadOnlyList<string>? Header)
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime", "sample_time", "ts", "epoch"];
    private static readonly string[] ValueNames = ["value", "val", "y", "measurement"];
    private static readonly string[] MetricNames = ["metric", "metric_name"];

    /// <summary>Finds the columns from the first two lines (the second may be missing).</summary>
    public static CsvColumns Find(IReadOnlyList<string> first, IReadOnlyList<string>? second, CsvOptions options)
    {
        // A line with a number or a time in it is data: nobody names a column so.
        var hasHeader = !first.Any(field => IsNumber(field) || TimeReader.IsTime(field, options));
        var header = hasHeader ? first : null;
        var sample = hasHeader ? second ?? [] : first;

        var metric = Given(options.MetricColumn, header, first.Count) ?? (options.MetricName is null ? Named(header, MetricNames) : null);
        var time =
            Given(options.TimeColumn, header, first.Count)
            ?? Named(header, TimeNames)
            ?? FirstWhere(sample, field => TimeReader.IsTime(field, options))
            ?? throw new CliException(
                "No column holds times. Name it with --time-column, its format with --time-format, what separates columns with --delimiter."
            );
        var value =
            Given(options.ValueColumn, header, first.Count)
            ?? Named(header, ValueNames)
            ?? FirstWhere(sample, IsNumber, except: time)
            ?? throw new CliException(
                sample.Any(Numbers.HasDecimalComma)
                    ? "No column holds numbers. If they have a decimal comma, give --decimal-comma."
                    : "No column holds numbers. Name it with --value-column, or what separates columns with --delimiter."
            );
        return new CsvColumns(time, value, metric, header);

        bool IsNumber(string field) => Numbers.TryParse(field, options.DecimalComma, out _);
    }

    /// <summary>A column's number, as people count, and its name.</summary>
    public string Describe(int column) => Header is null ? $"{column + 1}" : $"{column + 1} '{Header[column]}'";

    private static int? Given(string? column, IReadOnlyList<string>? header, int count)
    {
        if (column is null)
        {
            return null;
        }

        if (Named(header, [column]) is { } named)
        {
            return named;
        }

        return int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count
            ? number - 1
            : throw new CliException(
                header is null
                    ? $"There is no column {column}: the file has {count} columns and no header."
                    : $"There is no column '{column}'. The columns are: {string.Join(", ", header)}."
            );
    }

    private static int? Named(IReadOnlyList<string>? header, string[] names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < header?.Count; i++)
            {
                if (string.Equals(header[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return null;
    }

    private static int? FirstWhere(IReadOnlyList<string> fields, Predicate<string> condition, int except = -1)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i != except && condition(fields[i]))
            {
                return i;
            }
        }

        return null;
    }
}
