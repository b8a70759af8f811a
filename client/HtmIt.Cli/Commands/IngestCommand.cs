using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Ingest;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit ingest</c>: sends the samples of a CSV file.</summary>
internal sealed class IngestCommand
{
    private readonly Argument<FileInfo> _file = new("FILE") { Description = "A CSV file, with or without a header." };
    private readonly Option<string?> _metric = new("--metric") { Description = "Name of the metric. Default: the file's name." };
    private readonly Option<string?> _timeColumn = Column("--time-column", "the time");
    private readonly Option<string?> _valueColumn = Column("--value-column", "the value");
    private readonly Option<string?> _metricColumn = Column("--metric-column", "the metric's name, for files with many metrics");
    private readonly Option<string?> _timeFormat = new("--time-format")
    {
        Description = ".NET format of the times, e.g. dd.MM.yyyy HH:mm. Default: ISO 8601 and its relatives, or a count since 1970.",
    };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "What separates columns. Default: found out." };
    private readonly Option<bool> _monitor = new("--monitor")
    {
        Description = "Have the samples scored: create the metric's model. Default: true.",
        DefaultValueFactory = _ => true,
    };
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until every row is scored." };
    private readonly Option<int> _batchSize = new("--batch-size")
    {
        Description = "Samples in a batch, 1 to 10,000.",
        DefaultValueFactory = _ => 500,
    };
    private readonly ModelOptions _model = new();

    public static Command Create(GlobalOptions globals, Terminal terminal)
    {
        var ingest = new IngestCommand();
        ingest._batchSize.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--batch-size must be 1 to 10,000.");
            }
        });
        ingest._file.AcceptExistingOnly();
        var command = new Command("ingest", "Send the samples of a CSV file and have them scored.")
        {
            ingest._file,
            ingest._metric,
            ingest._timeColumn,
            ingest._valueColumn,
            ingest._metricColumn,
            ingest._timeFormat,
            ingest._delimiter,
            ingest._monitor,
            ingest._wait,
            ingest._model.Min,
            ingest._model.Max,
            ingest._model.MinResolution,
            ingest._batchSize,
        };
        command.Run(globals, terminal, ingest.RunAsync);
        return command;
    }

    private static Option<string?> Column(string name, string what) =>
        new(name) { Description = $"Name or number (from 1) of the column with {what}. Default: found out.", HelpName = "COLUMN" };

    private async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_file)!;
        var csv = new CsvOptions
        {
            MetricName = parsed.GetValue(_metric),
            TimeColumn = parsed.GetValue(_timeColumn),
            ValueColumn = parsed.GetValue(_valueColumn),
            MetricColumn = parsed.GetValue(_metricColumn),
            TimeFormat = parsed.GetValue(_timeFormat),
            Delimiter = parsed.GetValue(_delimiter),
        };
        var defaultName = Path.GetFileNameWithoutExtension(file.Name).Replace(' ', '_');
        var run = new IngestRun(context, new CsvSampleReader(csv, defaultName), parsed.GetValue(_batchSize));
        var monitor = parsed.GetValue(_monitor) ? new ModelStart(context, target => _model.ToSpec(parsed, target)) : null;

        // Is anybody there? A session would try for minutes before it gives up.
        await context.Client.Data.GetProcessingStatisticsAsync(null, cancellationToken);
        var report = await run.SendAsync(file, cancellationToken);
        if (monitor is not null)
        {
            report.Models = await monitor.StartAsync(report.Metrics, cancellationToken);
            if (parsed.GetValue(_wait))
            {
                report.Models = await monitor.WaitAsync(report.Models, cancellationToken);
            }
        }

        report.Write(context);
        return ExitCodes.Ok;
    }
}
