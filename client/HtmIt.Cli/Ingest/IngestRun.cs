using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Ingest;

/// <summary>Sends one file through one session, after it was looked at to its end where that is possible.</summary>
/// <param name="labels">What every metric of the file has beside its own labels.</param>
internal sealed class IngestRun(
    CommandContext context,
    CsvOptions options,
    string defaultMetricName,
    IReadOnlyDictionary<string, string> labels,
    int batchSize
)
{
    private readonly Dictionary<string, MetricKey> _keys = new(StringComparer.Ordinal);
    private readonly Tally _unreadable = new();
    private readonly Tally _refused = new();
    private readonly SortedDictionary<string, string> _metrics = new(StringComparer.Ordinal);
    private readonly SentLines _lines = new();

    private IIngestSession? _session;
    private string _lastBreak = "";
    private long _rowCount;

    /// <summary>Called with each metric before its first row is sent, where rows come as they happen and the end may never do.</summary>
    public Func<MetricKey, CancellationToken, Task>? OnNewMetric { get; init; }

    /// <summary>How many rows are known to be stored by now.</summary>
    public long StoredCount => _session is { Statistics: var sent } ? sent.StoredCount + sent.AlreadyStoredCount : 0;

    public async Task<IngestReport> SendAsync(CsvInput input, CancellationToken cancellationToken)
    {
        var clock = context.Clock;
        var started = clock.GetTimestamp();
        var survey = input.CanBeReadTwice ? TakeSurvey(input, cancellationToken) : null;
        using var table = CsvTable.Open(input, options, cancellationToken);
        survey ??= Survey.OfPipe(table, options);
        var reader = new RowReader(table.Columns, options, defaultMetricName, survey.Order);
        var layout = Layout.Of(table, reader);
        if (!context.Output.IsJson)
        {
            context.Terminal.Out.WriteLine(layout.Describe(input.Name));
        }

        var rows = ReadSamples(table, reader, cancellationToken);
        if (options.Sort)
        {
            rows = Sort(rows);
        }
        else
        {
            survey.Times.WarnOfRepeats(context.Output);
        }

        await using var progress = ProgressView.Start(context.Output, "sent", survey.Times.RowCount);
        await using var session = context.Client.Data.OpenIngest(CreateOptions());
        _session = session;
        foreach (var row in rows)
        {
            var isNew = !_keys.ContainsKey(row.MetricName);
            var key = KeyOf(row.MetricName);
            if (isNew && !input.CanBeReadTwice && OnNewMetric is { } tell)
            {
                await tell(key, cancellationToken);
            }

            _lines.Add(key.ToString(), row.Sample, row.Line);
            await session.WriteAsync(key, row.Sample, cancellationToken);
            progress.Report(session.Statistics.AcknowledgedCount);
        }

        await session.FlushAsync(cancellationToken);
        return new IngestReport(input.Name, _rowCount, session.Statistics, clock.GetElapsedTime(started))
        {
            Layout = layout,
            Metrics = _metrics,
            Unreadable = _unreadable,
            Refused = _refused,
        };
    }

    private MetricKey KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            var own = MetricNames.ToKey(name);
            key =
                labels.Count == 0
                    ? own
                    : new MetricKey(own.MetricName, own.Labels.Where(label => !labels.ContainsKey(label.Key)).Concat(labels));
            _keys.Add(name, key);
        }

        return key;
    }

    private Survey TakeSurvey(CsvInput input, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(input, options, cancellationToken);
        return Survey.Of(table, options, defaultMetricName, cancellationToken);
    }

    /// <summary>The rows that are samples; the others are counted.</summary>
    private IEnumerable<CsvRow> ReadSamples(CsvTable table, RowReader reader, CancellationToken cancellationToken)
    {
        foreach (var record in table.ReadRecords())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _rowCount++;
            var row = reader.Read(record);
            if (row.Problem is { } problem)
            {
                _unreadable.Add("UNREADABLE", $"line {row.Line}: {problem}");
                continue;
            }

            yield return row;
        }
    }

    private List<CsvRow> Sort(IEnumerable<CsvRow> rows)
    {
        // The rows share the names of their metrics: one string for each would be most of the memory.
        var names = new Dictionary<string, string>();
        var sorted = rows.Select(row => row with { MetricName = Share(names, row.MetricName) }).ToList();
        // By line too, so that rows of one time keep their order.
        sorted.Sort((one, other) => (one.Sample.Time, one.Line).CompareTo((other.Sample.Time, other.Line)));
        var times = new TimeOrder();
        sorted.ForEach(times.Add);
        times.WarnOfRepeats(context.Output);
        return sorted;
    }

    private static string Share(Dictionary<string, string> names, string name) =>
        names.TryGetValue(name, out var known) ? known : names[name] = name;

    private IngestOptions CreateOptions() =>
        new()
        {
            BatchSize = batchSize,
            OnAcknowledged = Acknowledge,
            OnRefused = refusal => _refused.Add(refusal.Reason, Describe(refusal, _lines.Find(refusal)), refusal.Samples.Count),
            OnBatchRefused = Record,
            OnConnectionBroken = cause => ReportBreak(cause.Message.TrimEnd('.')),
        };

    private void Record(BatchRefusal refusal)
    {
        foreach (var series in refusal.Series)
        {
            _lines.Forget(new(series.Target, "", series.Samples.Count));
        }

        _refused.Add(refusal.Error.Error.Reason, $"a batch of {refusal.SampleCount}: {refusal.Error.Message}", refusal.SampleCount);
    }

    private void Acknowledge(SeriesOutcome outcome)
    {
        _lines.Forget(outcome);
        _metrics[outcome.Target.Value] = outcome.Metric;
    }

    /// <summary>Says why the connection broke; once, however often the same is tried in vain.</summary>
    private void ReportBreak(string message)
    {
        if (message != _lastBreak)
        {
            _lastBreak = message;
            context.Output.Note($"the connection broke ({message}); trying again.");
        }
    }

    /// <summary>The first of the refused samples, of which the message tells.</summary>
    private static string Describe(Refusal refusal, long? line) =>
        $"{(line is null ? "" : $"line {line}: ")}{refusal.Target} at {Show.Time(refusal.Samples[0].Time)}, value "
        + $"{refusal.Samples[0].Value.ToString(CultureInfo.InvariantCulture)}: {refusal.Message}";
}
