using HtmIt.Client;

namespace HtmIt.Cli.Csv;

/// <summary>One line of a file: a sample of a metric, or why it is none.</summary>
internal readonly record struct CsvRow(long Line, string MetricName, Sample Sample, string? Problem)
{
    /// <summary>Whether the time came without offset and no zone was given.</summary>
    public bool IsTakenForUtc { get; init; }
}
