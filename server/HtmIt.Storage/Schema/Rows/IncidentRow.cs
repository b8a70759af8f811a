namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>incident</c>. Written in the transactions of the rows, past the entities.</summary>
internal sealed class IncidentRow
{
    /// <summary>In the order of storing.</summary>
    public long Number { get; set; }
    public Guid Id { get; set; }
    public int MetricNumber { get; set; }
    public short Kind { get; set; }
    public double Severity { get; set; }

    public long BeganRow { get; set; }
    public DateTimeOffset BeganTime { get; set; }
    public double BeganValue { get; set; }
    public double BeganSurprise { get; set; }

    public long OnsetRow { get; set; }
    public DateTimeOffset OnsetTime { get; set; }
    public double OnsetValue { get; set; }
    public double OnsetSurprise { get; set; }

    public long PeakRow { get; set; }
    public DateTimeOffset PeakTime { get; set; }
    public double PeakValue { get; set; }
    public double PeakSurprise { get; set; }

    public long LastRow { get; set; }
    public DateTimeOffset LastTime { get; set; }
    public double LastValue { get; set; }
    public double LastSurprise { get; set; }

    public long? EndRow { get; set; }
    public DateTimeOffset? EndTime { get; set; }
    public double? EndValue { get; set; }
    public double? EndSurprise { get; set; }
    public int TellingCount { get; set; }

    /// <summary>A JSON array for each kind of evidence: its number, its share, what it was compared with.</summary>
    public string Reasons { get; set; } = "[]";

    /// <summary>The commit that changed it last.</summary>
    public long CommitPosition { get; set; }
}
