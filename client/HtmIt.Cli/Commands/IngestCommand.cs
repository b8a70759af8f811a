using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Ingest;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.Commands;

/// <summary><c>htmit ingest</c>: sends the samples of a CSV file.</summary>
internal sealed class IngestCommand : CliCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description =
            "A CSV file, with or without a header, also packed with gzip; - for standard input, which is sent, and scored, as it comes.",
    };
    private readonly Option<string?> _metric = new("--metric") { Description = "Name of the metric. Default: the file's name." };
    private readonly Option<IReadOnlyDictionary<string, string>> _labels = new("--label")
    {
        Description = "A label of the metric, or of every metric of the file. May be repeated.",
        HelpName = "KEY=VALUE",
        CustomParser = ParseLabels,
        DefaultValueFactory = _ => new Dictionary<string, string>(),
    };
    private readonly Option<string[]> _timeColumns = new("--time-column")
    {
        Description =
            "Name or number (from 1) of the column with the time; given twice, those with the date and with the time of day. Default: found out.",
        HelpName = "COLUMN",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _valueColumn = Column("--value-column", "the value");
    private readonly Option<string?> _metricColumn = Column("--metric-column", "the metric's name, for files with many metrics");
    private readonly Option<string[]> _labelColumns = new("--label-column")
    {
        Description =
            "A column whose text is a label of the row's metric, so that each text has a metric of its own. The label is called as the "
            + "column is, or KEY. May be repeated.",
        HelpName = "[KEY=]COLUMN",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _timeFormat = new("--time-format")
    {
        Description =
            ".NET format of the times, e.g. dd.MM.yyyy HH:mm. Default: ISO 8601 and its relatives, a count since 1970, or dates of digits "
            + "if the file tells day from month.",
    };
    private readonly Option<TimeZoneInfo?> _timeZone = new("--time-zone")
    {
        Description =
            "Whose clocks the times without offset were read from, e.g. Europe/Berlin. Where clocks are set back, the order of rows tells "
            + "the two hours apart. Default: UTC.",
        HelpName = "ZONE",
        CustomParser = ParseTimeZone,
    };
    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "What separates columns: one character, or tab. Default: found out.",
    };
    private readonly Option<bool> _decimalComma = new("--decimal-comma") { Description = "Numbers are written as 1,5." };
    private readonly Option<bool> _sort = new("--sort")
    {
        Description = "Sort the rows by time before they are sent. All of them are kept in memory: about 100 bytes a row.",
    };
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

    public IngestCommand()
        : base("ingest", "Send the samples of a CSV file and have them scored.")
    {
        Takes(
            _file,
            _metric,
            _labels,
            _timeColumns,
            _valueColumn,
            _metricColumn,
            _labelColumns,
            _timeFormat,
            _timeZone,
            _delimiter,
            _decimalComma,
            _sort,
            _monitor,
            _wait,
            _model.Min,
            _model.Max,
            _model.MinResolution,
            _batchSize
        );
        _batchSize.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--batch-size must be 1 to 10,000.");
            }
        });
        _timeColumns.Validators.Add(result =>
        {
            if (result.Tokens.Count > 2)
            {
                result.AddError("--time-column is given once, or twice: for the date and for the time of day.");
            }
        });
        _file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && path != CsvInput.StandardInput && !File.Exists(path))
            {
                result.AddError(Directory.Exists(path) ? $"'{path}' is a folder; name a file." : $"File does not exist: '{path}'.");
            }
        });

        Validators.Add(RefuseNamelessInput);
    }

    private static Option<string?> Column(string name, string what) =>
        new(name) { Description = $"Name or number (from 1) of the column with {what}. Default: found out.", HelpName = "COLUMN" };

    private static Dictionary<string, string> ParseLabels(ArgumentResult result)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !labels.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                result.AddError($"--label = '{text}': must be KEY=VALUE, each key once.");
            }
        }

        return labels;
    }

    private static TimeZoneInfo? ParseTimeZone(ArgumentResult result)
    {
        var id = result.Tokens[0].Value;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        result.AddError(
            $"--time-zone = '{id}': must be a time zone that this machine knows, such as Europe/Berlin. They come with the package tzdata."
        );
        return null;
    }

    private void RefuseNamelessInput(CommandResult result)
    {
        var isNamed = result.GetResult(_metric) is not null || result.GetResult(_metricColumn) is not null;
        if (result.GetResult(_file)?.Tokens is [{ Value: CsvInput.StandardInput }] && !isNamed)
        {
            result.AddError("Standard input has no name: give --metric, or --metric-column.");
        }
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Get(_file)!;
        var csv = new CsvOptions
        {
            MetricName = context.Get(_metric),
            TimeColumn = context.Get(_timeColumns)!.FirstOrDefault(),
            ClockColumn = context.Get(_timeColumns)!.ElementAtOrDefault(1),
            ValueColumn = context.Get(_valueColumn),
            MetricColumn = context.Get(_metricColumn),
            LabelColumns = context.Get(_labelColumns)!,
            TimeFormat = context.Get(_timeFormat),
            TimeZone = context.Get(_timeZone),
            Delimiter = context.Get(_delimiter),
            DecimalComma = context.Get(_decimalComma),
            Sort = context.Get(_sort),
        };
        var monitor = context.Get(_monitor) ? new ModelStart(context, target => _model.ToSpec(context, target)) : null;
        var run = new IngestRun(context, csv, CsvInput.ToMetricName(path), context.Get(_labels)!, context.Get(_batchSize))
        {
            OnNewMetric = monitor is null ? null : monitor.BeginAsync,
        };

        // Is anybody there? A session would try for minutes before it gives up.
        await context.Client.Data.GetProcessingStatisticsAsync(cancellationToken);
        using var input = CsvInput.Open(path, context.Terminal.In);
        if (path == CsvInput.StandardInput && context.Terminal.IsTyped && !context.Output.IsJson)
        {
            context.Output.Note("type rows such as 2026-01-31T12:00:00Z,5; Ctrl-D ends them. The first is sent when there are two.");
        }
        var done = IngestStep.Sending;
        try
        {
            var report = await run.SendAsync(input, cancellationToken);
            if (monitor is not null)
            {
                done = IngestStep.Monitoring;
                report.Models = await monitor.StartAsync(report.Metrics, cancellationToken);
                if (context.Get(_wait))
                {
                    done = IngestStep.Scoring;
                    report.Models = await monitor.WaitAsync(report.Models, cancellationToken);
                }
            }

            report.Write(context.Output);
            SayWhatNext(context, report);
            return report.IsIncomplete ? ExitCodes.Failed : ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var isMonitored = !input.CanBeReadTwice && monitor is not null;
            throw Interruption.ToException(done, run.StoredCount, isMonitored, isWanted: monitor is not null);
        }
    }

    private static void SayWhatNext(CommandContext context, IngestReport report)
    {
        if (report.Metrics.FirstOrDefault() is { Value.Length: > 0 } sent)
        {
            var name = ShellText.Of(sent.Key);
            context.Output.TryNext($"htmit list {name} --min-surprise 3", $"htmit plot {name}", "htmit incidents list");
        }
    }
}
