using System.Globalization;
using CsvHelper;
using HtmIt.Cli.CommandLine;
using HtmIt.Client.Data;

namespace HtmIt.Cli.Csv;

/// <summary>Reads samples from a CSV file, a line at a time.</summary>
internal sealed class CsvSampleReader(CsvOptions options, string defaultMetricName)
{
    private const string Delimiters = ",;\t|";

    public IEnumerable<CsvRow> Read(string path)
    {
        var firstLine = File.ReadLines(path).FirstOrDefault() ?? throw new CliException("The file is empty.");
        using var reader = CsvReader.Create(File.OpenText(path), CreateOptions(firstLine), leaveOpen: false);
        var first = ReadRecord(reader) ?? throw new CliException("The file is empty.");
        var second = ReadRecord(reader);
        var columns = CsvColumns.Find(first, second, options);
        if (!columns.HasHeader)
        {
            yield return ToRow(first, columns, 1);
        }

        for (var record = second; record is not null; record = ReadRecord(reader))
        {
            yield return ToRow(record, columns, reader.LineNumber);
        }
    }

    private CsvReaderOptions CreateOptions(string firstLine) =>
        new()
        {
            HasHeader = false,
            Separator =
                ToSeparator(options.Delimiter) ?? Delimiters.MaxBy(delimiter => firstLine.Count(character => character == delimiter)),
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };

    private static char? ToSeparator(string? delimiter) =>
        delimiter switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            { Length: 1 } => delimiter[0],
            _ => throw new CliException($"'{delimiter}' is not one character, nor 'tab'.", ExitCodes.Usage),
        };

    private static string[]? ReadRecord(CsvReader reader)
    {
        if (!reader.Read())
        {
            return null;
        }

        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
        }

        return fields;
    }

    private CsvRow ToRow(string[] fields, CsvColumns columns, long line)
    {
        var metricName = columns.Metric is { } column ? Field(fields, column) : options.MetricName ?? defaultMetricName;
        var timeText = Field(fields, columns.Time);
        var valueText = Field(fields, columns.Value);
        if (string.IsNullOrEmpty(metricName))
        {
            return new CsvRow(line, "", default, "no metric name");
        }

        if (timeText is null || !TimeParser.TryParse(timeText, options.TimeFormat, out var time))
        {
            return new CsvRow(line, metricName, default, $"'{timeText}' is not a time");
        }

        if (!double.TryParse(valueText, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return new CsvRow(line, metricName, default, $"'{valueText}' is not a number");
        }

        return new CsvRow(line, metricName, new Sample(time, value), Problem: null);
    }

    private static string? Field(string[] fields, int index) => index < fields.Length ? fields[index] : null;
}
