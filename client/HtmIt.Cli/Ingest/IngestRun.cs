using System.Globalization;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Csv;
using HtmIt.Cli.Rendering;
using HtmIt.Client.Data;

namespace HtmIt.Cli.Ingest;

/// <summary>Sends one file through one session.</summary>
internal sealed class IngestRun(CommandContext context, CsvSampleReader reader, int batchSize)
{
    private readonly Tally _unreadable = new();
    private readonly Tally _refused = new();
    private readonly SortedDictionary<string, string> _metrics = new(StringComparer.Ordinal);

    private string _lastBreak = "";

    public async Task<IngestReport> SendAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var clock = context.Terminal.TimeProvider;
        var lineCount = File.ReadLines(file.FullName).LongCount();
        var started = clock.GetTimestamp();
        await using var progress = ProgressView.Start(context, "sent", lineCount);
        await using var session = context.Client.Data.OpenIngest(CreateOptions());
        long rowCount = 0;
        foreach (var row in reader.Read(file.FullName))
        {
            rowCount++;
            if (row.Problem is { } problem)
            {
                _unreadable.Add("UNREADABLE", $"line {row.Line}: {problem}");
                continue;
            }

            await session.WriteAsync(row.MetricName, row.Sample, cancellationToken);
            progress.Report(session.Statistics.AcknowledgedCount);
        }

        await session.FlushAsync(cancellationToken);
        return new IngestReport(file.Name, rowCount, session.Statistics, clock.GetElapsedTime(started))
        {
            Metrics = _metrics,
            Unreadable = _unreadable,
            Refused = _refused,
        };
    }

    private IngestOptions CreateOptions() =>
        new()
        {
            BatchSize = batchSize,
            OnAcknowledged = acknowledgement => _metrics[acknowledgement.Target.Value] = acknowledgement.Metric,
            OnRefused = refused => _refused.Add(refused.Reason, Describe(refused)),
            OnConnectionBroken = cause => ReportBreak(cause.Message.TrimEnd('.')),
        };

    /// <summary>Says why the connection broke; once, however often the same is tried in vain.</summary>
    private void ReportBreak(string message)
    {
        if (message != _lastBreak)
        {
            _lastBreak = message;
            context.Terminal.Error.WriteLine($"The connection broke ({message}); trying again.");
        }
    }

    private static string Describe(RefusedSample refused) =>
        $"{refused.Target} at {Show.Time(refused.Sample.Time)}, value {refused.Sample.Value.ToString(CultureInfo.InvariantCulture)}: {refused.Message}";
}
