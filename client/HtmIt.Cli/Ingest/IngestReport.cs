using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Ingest;

/// <summary>What became of a file.</summary>
internal sealed class IngestReport(string file, long rowCount, IngestStatistics statistics, TimeSpan elapsed)
{
    /// <summary>What the file looked like.</summary>
    public required Layout Layout { get; init; }

    /// <summary>Whether rows were left out. Those that were stored already are not.</summary>
    public bool IsIncomplete => statistics.RefusedCount > 0 || Unreadable.Entries.Count > 0;

    /// <summary>Names of the metrics by their own names.</summary>
    public required IReadOnlyDictionary<string, string> Metrics { get; init; }

    /// <summary>Lines that are no samples.</summary>
    public required Tally Unreadable { get; init; }

    /// <summary>Samples that the server refused.</summary>
    public required Tally Refused { get; init; }

    /// <summary>The models that score the samples; empty when none was asked for.</summary>
    public IReadOnlyList<ModelState> Models { get; set; } = [];

    private double Rate => elapsed > TimeSpan.Zero ? statistics.AcknowledgedCount / elapsed.TotalSeconds : 0;

    public void Write(Output output)
    {
        if (output.IsJson)
        {
            output.WriteJson(ToView());
        }
        else
        {
            WriteText(output.Terminal.Out);
        }
    }

    private IngestReportView ToView() =>
        new()
        {
            File = file,
            Layout = Layout,
            Metrics = Metrics,
            Rows = rowCount,
            Unreadable = Unreadable.Entries.Sum(entry => entry.Count),
            Sent = statistics.WrittenCount,
            Stored = statistics.StoredCount,
            AlreadyStored = statistics.AlreadyStoredCount,
            Refused = statistics.RefusedCount,
            Reconnects = statistics.ReconnectCount,
            Seconds = Math.Round(elapsed.TotalSeconds, 3),
            RowsPerSecond = Math.Round(Rate),
            Problems = Unreadable.Entries.Concat(Refused.Entries),
            Models = Models,
        };

    private void WriteText(TextWriter writer)
    {
        writer.WriteLine(
            $"{Show.Count(rowCount)} rows of {Show.Count(Metrics.Count)} metric(s) in {elapsed.TotalSeconds:0.0} s, {Show.Count((long)Rate)} rows/s: "
                + $"{Show.Count(statistics.StoredCount)} stored, {Show.Count(statistics.AlreadyStoredCount)} already stored, "
                + $"{Show.Count(statistics.RefusedCount)} refused, {Show.Count(Unreadable.Entries.Sum(entry => entry.Count))} unreadable"
        );
        foreach (var entry in Unreadable.Entries.Concat(Refused.Entries))
        {
            writer.WriteLine($"  {entry.Reason}: {Show.Count(entry.Count)}, for example");
            entry.Examples.ForEach(example => writer.WriteLine($"    {example}"));
        }

        foreach (var model in Models)
        {
            writer.WriteLine($"{model.MetricName}: {model.Describe()}");
        }
    }
}
