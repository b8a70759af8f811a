namespace HtmIt.Cli.Ingest;

/// <summary>What became of a file, as JSON.</summary>
internal sealed record IngestReportView
{
    public required string File { get; init; }

    public required Layout Layout { get; init; }

    public required IReadOnlyDictionary<string, string> Metrics { get; init; }

    public required long Rows { get; init; }

    public required long Unreadable { get; init; }

    public required long Sent { get; init; }

    public required long Stored { get; init; }

    public required long AlreadyStored { get; init; }

    public required long Refused { get; init; }

    public required int Reconnects { get; init; }

    public required double Seconds { get; init; }

    public required double RowsPerSecond { get; init; }

    public required IEnumerable<Tally.Entry> Problems { get; init; }

    public required IReadOnlyList<ModelState> Models { get; init; }
}
