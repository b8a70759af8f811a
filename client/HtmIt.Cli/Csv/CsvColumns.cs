using System.Globalization;
using HtmIt.Cli.Errors;

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

    /// <summary>The time of day, when <see cref="Time"/> has the date alone.</summary>
    public int? Clock { get; private init; }

    /// <summary>What tells the metrics of the file apart beside their name.</summary>
    public IReadOnlyList<LabelColumn> Labels { get; private init; } = [];

    /// <summary>Those that nothing is taken from.</summary>
    public IReadOnlyList<int> Unused { get; private init; } = [];

    /// <summary>Finds the columns from the first two lines (the second may be missing).</summary>
    public static CsvColumns Find(IReadOnlyList<string> first, IReadOnlyList<string>? second, CsvOptions options)
    {
        // A line with a number or a time in it is data: nobody names a column so.
        var hasHeader = !first.Any(field => IsNumber(field) || TimeReader.IsTime(field, options) || TimeOfDay.IsAlone(field));
        var header = hasHeader ? first : null;
        var sample = hasHeader ? second ?? [] : first;

        var metric = Given(options.MetricColumn, header, first.Count) ?? (options.MetricName is null ? Named(header, MetricNames) : null);
        var labels = options
            .LabelColumns.Select(text => LabelColumn.Parse(text, column => Given(column, header, first.Count)!.Value, header))
            .ToList();
        var (time, clock) = FindTime(header, sample, first.Count, options);
        int[] taken = [time, clock ?? time, .. labels.Select(label => label.Column)];
        var value =
            Given(options.ValueColumn, header, first.Count)
            ?? Named(header, ValueNames)
            ?? FirstWhere(sample, IsNumber, taken)
            ?? throw new CliException(
                sample.Any(Numbers.HasDecimalComma)
                    ? "No column holds numbers. If they have a decimal comma, give --decimal-comma."
                    : "No column holds numbers. Name it with --value-column, or what separates columns with --delimiter."
            );
        var unused = Enumerable.Range(0, first.Count).Except([.. taken, value, metric ?? value]);
        return new CsvColumns(time, value, metric, header)
        {
            Clock = clock,
            Labels = labels,
            Unused = [.. unused],
        };

        bool IsNumber(string field) => Numbers.TryParse(field, options.DecimalComma, out _);
    }

    /// <summary>The text of a row's time: that of the date and that of the time of day, where they stand apart.</summary>
    public string? TimeOf(CsvRecord record) =>
        Clock is { } clock
            ? record[Time] is { } date && record[clock] is { } time
                ? $"{date} {time}"
                : null
            : record[Time];

    /// <summary>A column's number, as people count, and its name.</summary>
    public string Describe(int column) => NameOf(column) is { } name ? $"{column + 1} '{name}'" : $"{column + 1}";

    /// <summary>What to give for a column in an option.</summary>
    public string ToOption(int column) =>
        NameOf(column) is { } name && !name.Contains('=', StringComparison.Ordinal) ? name : $"{column + 1}";

    /// <summary>What the header calls a column; it may be shorter than the rows.</summary>
    private string? NameOf(int column) => Header?.ElementAtOrDefault(column);

    private static (int Time, int? Clock) FindTime(
        IReadOnlyList<string>? header,
        IReadOnlyList<string> sample,
        int count,
        CsvOptions options
    )
    {
        if (Given(options.TimeColumn, header, count) is { } given)
        {
            var other = Given(options.ClockColumn, header, count);
            // In whichever order they are given.
            return other is { } first && HasClock(given) ? (first, given) : (given, other);
        }

        var time =
            Named(header, TimeNames)
            ?? FirstWhere(sample, field => TimeReader.IsTime(field, options))
            ?? FirstWhere(sample, TimeOfDay.IsAlone);
        if (time is not { } found)
        {
            throw new CliException(
                "No column holds times. Name it with --time-column, its format with --time-format, what separates columns with --delimiter."
            );
        }

        if (!HasClock(found))
        {
            var hasDateOnly = found < sample.Count && NumericDate.IsAlone(sample[found]);
            return (found, hasDateOnly ? FirstWhere(sample, TimeOfDay.IsAlone, found) : null);
        }

        return FirstWhere(sample, NumericDate.IsAlone) is { } date
            ? (date, found)
            : throw new CliException(
                $"Column {(header is null ? $"{found + 1}" : $"{found + 1} '{header[found]}'")} holds times of day without a date, such as "
                    + $"'{sample[found]}'. If another column has the date, name both: --time-column DATE --time-column TIME."
            );

        bool HasClock(int column) => column < sample.Count && TimeOfDay.IsAlone(sample[column]);
    }

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

    private static int? FirstWhere(IReadOnlyList<string> fields, Predicate<string> condition, params int[] except)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (!except.Contains(i) && condition(fields[i]))
            {
                return i;
            }
        }

        return null;
    }
}
