using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Csv;

/// <summary>Turns the records of a table into samples, in the table's order.</summary>
/// <param name="columns">Which field is what.</param>
/// <param name="options">How to read them.</param>
/// <param name="defaultMetricName">The metric when neither options nor columns name one.</param>
/// <param name="order">What comes first in dates of digits, when that is known.</param>
internal sealed class RowReader(CsvColumns columns, CsvOptions options, string defaultMetricName, DateOrder? order)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly LocalClock? _clock = options.TimeZone is { } zone ? new LocalClock(zone) : null;

    public TimeReader Times { get; } = new(options, order);

    public CsvRow Read(CsvRecord record)
    {
        var metricName = columns.Metric is { } column ? record[column] : options.MetricName ?? defaultMetricName;
        if (string.IsNullOrEmpty(metricName))
        {
            return new CsvRow(record.Line, "", default, "no metric name");
        }

        if (columns.Labels.Count > 0)
        {
            metricName = WithLabels(metricName, record);
        }

        var timeText = columns.TimeOf(record);
        if (timeText is null || !Times.TryRead(timeText, out var read))
        {
            return new CsvRow(record.Line, metricName, default, Times.Explain(timeText));
        }

        var valueText = record[columns.Value];
        if (!Numbers.TryParse(valueText, options.DecimalComma, out var value))
        {
            var hint = Numbers.HasDecimalComma(valueText) ? "; if the comma is a decimal comma, give --decimal-comma" : "";
            return new CsvRow(record.Line, metricName, default, $"'{valueText}' is not a number{hint}");
        }

        if (ToInstant(metricName, read, out var instant) is { } problem)
        {
            return new CsvRow(record.Line, metricName, default, problem);
        }

        return new CsvRow(record.Line, metricName, new Sample(instant, value), Problem: null) { IsTakenForUtc = IsTakenForUtc(read) };
    }

    /// <summary>Reads a time without remembering it.</summary>
    public DateTimeOffset? Peek(CsvRecord record)
    {
        var row = new RowReader(columns, options, defaultMetricName, order).Read(record);
        return row.Problem is null ? row.Sample.Time : null;
    }

    /// <summary>The metric's key with the labels that the row has. An empty field is none.</summary>
    private string WithLabels(string metricName, CsvRecord record)
    {
        var texts = columns.Labels.Select(label => record[label.Column] ?? "").ToList();
        var row = string.Join('\0', texts.Prepend(metricName));
        if (!_names.TryGetValue(row, out var name))
        {
            var own = MetricNames.ToKey(metricName);
            var labels = columns
                .Labels.Zip(texts)
                .Where(one => one.Second.Length > 0)
                .ToDictionary(one => one.First.Key, one => one.Second);
            name = new MetricKey(own.MetricName, own.Labels.Where(label => !labels.ContainsKey(label.Key)).Concat(labels)).ToString();
            _names.Add(row, name);
        }

        return name;
    }

    private bool IsTakenForUtc(DateTime read) => read.Kind != DateTimeKind.Utc && _clock is null;

    private string? ToInstant(string metricName, DateTime read, out DateTimeOffset instant)
    {
        var problem =
            read.Kind == DateTimeKind.Utc || _clock is null ? null : _clock.ToInstant(metricName, read, isOrdered: !options.Sort, out read);
        instant = new DateTimeOffset(DateTime.SpecifyKind(read, DateTimeKind.Utc));
        return problem;
    }
}
