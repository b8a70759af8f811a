using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;

namespace HtmIt.Cli.Ingest;

/// <summary>What all of a file says before any of it is sent.</summary>
/// <param name="Order">What comes first in its dates of digits; none when it was not looked at.</param>
/// <param name="Times">Whether its times ascend.</param>
internal sealed record Survey(DateOrder? Order, TimeOrder Times)
{
    /// <summary>Reads a table to its end. The times are read in every order, for which one holds is known only then.</summary>
    /// <exception cref="CliException">The table can't be sent as it is.</exception>
    public static Survey Of(CsvTable table, CsvOptions options, string defaultMetricName, CancellationToken cancellationToken)
    {
        var column = new TimeColumn(table.Columns.Describe(table.Columns.Time));
        var orders = options.TimeFormat is null ? TimeColumn.Orders : [default];
        var readings = orders
            .Select(order => (order, rows: new RowReader(table.Columns, options, defaultMetricName, order), times: new TimeOrder()))
            .ToList();
        var others = new OtherColumns(table.Columns);
        foreach (var record in table.ReadRecords())
        {
            cancellationToken.ThrowIfCancellationRequested();
            others.Add(record);
            if (options.TimeFormat is null && table.Columns.TimeOf(record) is { } text)
            {
                column.See(record.Line, text);
            }

            foreach (var (_, rows, times) in readings)
            {
                times.Add(rows.Read(record));
            }
        }

        var order = column.Decide();
        var decided = readings.Find(reading => reading.order == order);
        if (!options.Sort)
        {
            decided.times.ThrowIfNotAscending(others);
        }

        return new Survey(order, decided.times);
    }

    /// <summary>Of what can be read only once. Its dates must tell for themselves what is what, which the first row shows.</summary>
    /// <exception cref="CliException">They don't.</exception>
    public static Survey OfPipe(CsvTable table, CsvOptions options) =>
        options.TimeFormat is null
        && table.Example is { } example
        && table.Columns.TimeOf(example) is { } text
        && TimeColumn.IsDoubtful(text)
            ? throw new CliException($"{new TimeReader(options, order: null).Explain(text)}.")
            : new Survey(null, new TimeOrder());
}
